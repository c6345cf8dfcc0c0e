import { expect, test } from 'vitest';
import type { WorkloadEntity } from '@/lib/domain/entities';
import type { Workload } from '@/lib/domain/fleet';
import type { StepTemplate } from '@/lib/domain/recovery/declaration';
import { usualSteps } from '@/lib/domain/recovery/usual-step';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { buildPlans } from '../rules/generate-plans';
import { factsOf } from '../steps/registry';
import { viewChanges } from './view-changes';

const arn = 'arn:aws:s3::111122223333:accesspoint/mfzwi23gnjvgw.mrap';
const [checkout, ...others] = defaultFleet.workloads;
if (checkout === undefined) throw new Error('No checkout');
const workload: Workload = {
  ...checkout,
  stores: [{ id: 'carts', kind: 'elasticache-global', resource: 'checkout-carts' }],
  recovery: {
    ...checkout.recovery,
    accessPoints: [{ id: 'photos', arn, regions: ['us-east-1', 'us-west-2'] }],
  },
};
const entityOf = (one: Workload): WorkloadEntity => ({
  kind: 'workload',
  id: one.id,
  workload: one,
  outage: { state: 'none' },
});

function linesWith(other: Partial<Workload>): readonly string[] {
  const [plan] = buildPlans(workload, factsOf);
  const [route] = plan?.routes ?? [];
  const [second] = others;
  if (route === undefined || second === undefined) throw new Error('No route');
  const entities = [entityOf(workload), entityOf({ ...second, ...other })];
  const { blastRadius } = viewChanges(workload, route, 'ungraceful', entities);
  expect(new Set(blastRadius.map(({ what }) => what)).size).toBe(blastRadius.length);
  return blastRadius.map(({ sentence }) => sentence);
}

test('what a run touches names the cache that is moved, the routes that are switched, and who else uses them', () => {
  const lines = linesWith({});
  expect(lines).toContain('Another region writes checkout-carts');
  expect(lines).toContain('Routes of S3 become active in us-west-2 and passive in us-east-1');
  expect(lines.at(-1)).toBe('No resource of the other 1 workload is touched');
  const shares = 'It also touches Storefront, which uses the same resources';
  const { accessPoints } = workload.recovery ?? {};
  if (accessPoints === undefined) throw new Error('No access points');
  expect(linesWith({ recovery: { accessPoints } }).at(-1)).toBe(shares);
  expect(linesWith({ stores: workload.stores }).at(-1)).toBe(shares);
});

test('what is made anew out of a backup is named with its region', () => {
  const archive = defaultFleet.workloads.find(({ id }) => id === 'archive');
  if (archive === undefined) throw new Error('No archive');
  const [plan] = buildPlans(archive, factsOf);
  const route = plan?.routes.find(({ target }) => target === 'us-west-2');
  if (route === undefined) throw new Error('No route');
  const { blastRadius, calls, changes } = viewChanges(archive, route, 'ungraceful', [entityOf(archive)]);
  expect(blastRadius).toContainEqual({ what: 'databases', sentence: 'A backup becomes ledger in us-west-2' });
  expect(calls.map(({ action }) => action)).toEqual(['backup:StartRestoreJob']);
  expect(changes.map(({ sentence }) => sentence).join(' ')).toContain('takes hours');
});

test('what a run touches names what works by itself and who is told, and who else uses the same', () => {
  const consumers = [
    { region: 'us-east-1', mappings: ['8028a687-e721-231c-5215-8a356bd06d6b'] },
    { region: 'us-west-2', mappings: ['5c251faf-3e0a-f58e-adb2-c1c1f0b60306'] },
  ];
  const stages = [{ pipeline: 'shop', stage: 'Deploy' }];
  const deployments = ['us-east-1', 'us-west-2'].map((region) => ({ region, stages }));
  const announce = ['arn:aws:sns:eu-west-1:111122223333:incidents'];
  const moved: Workload = { ...checkout, recovery: { ...checkout.recovery, consumers, deployments, announce } };
  const [plan] = buildPlans(moved, factsOf);
  const [route] = plan?.routes ?? [];
  const [second] = others;
  if (route === undefined || second === undefined) throw new Error('No route');
  const linesBeside = (other: Partial<Workload>) =>
    viewChanges(moved, route, 'ungraceful', [entityOf(moved), entityOf({ ...second, ...other })]).blastRadius.map(
      ({ sentence }) => sentence,
    );
  const lines = linesBeside({});
  expect(lines).toContain(
    'What works by itself is turned: deployments off in us-west-2, deployments off in us-east-1, consumers off in us-east-1 and consumers on in us-west-2',
  );
  expect(lines).toContain('People are told by arn:aws:sns:eu-west-1:111122223333:incidents');
  for (const recovery of [{ consumers }, { deployments }]) {
    expect(linesBeside({ recovery }).at(-1)).toBe('It also touches Storefront, which uses the same resources');
  }
});

test('what else leads users is told in one line, control planes by their name, and shared by whoever uses the same', () => {
  const flip = {
    id: 'web',
    healthCheck: '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0',
    region: 'us-east-1',
    standby: 'us-west-2',
    alarm: 'given-up',
    metric: { namespace: 'Acme/Recovery', name: 'GivenUp', dimensions: {}, away: 1, back: 0 },
    entryPointId: 'web',
  } as const;
  const group = 'arn:aws:globalaccelerator::111122223333:accelerator/a/listener/b/endpoint-group/c';
  const records = { id: 'pair', zoneId: 'Z1', entryPointId: 'web', type: 'A', policy: 'failover' } as const;
  const sets = ['us-east-1', 'us-west-2'].map((region) => ({ region, setIdentifier: `checkout-${region}` }));
  const levers = {
    flips: [flip],
    records: [{ ...records, sets }],
    accelerators: [{ id: 'edge', endpointGroups: [{ region: 'us-east-1', arn: group }] }],
  };
  const templates: readonly StepTemplate[] = [
    { kind: 'health-check-flip', flipId: 'web' },
    { kind: 'record-change', recordsId: 'pair' },
    { kind: 'accelerator-dial', acceleratorId: 'edge', region: 'source', dialPercent: 0 },
  ];
  const steps = templates.map((template) => ({
    ...usualSteps[template.kind],
    id: template.kind,
    template,
    modes: ['ungraceful'] as const,
    after: [],
  }));
  const own: Workload = {
    ...workload,
    recovery: {
      ...levers,
      plans: [
        {
          id: 'mine',
          name: 'mine',
          action: 'activate',
          modes: ['ungraceful'],
          workflows: [{ id: 'all', title: 'All', steps }],
        },
      ],
    },
  };
  const route = buildPlans(own, factsOf)[0]?.routes[0];
  const [second] = others;
  if (route === undefined || second === undefined) throw new Error('No route');
  const linesBeside = (other: Partial<Workload>) =>
    viewChanges(own, route, 'ungraceful', [entityOf(own), entityOf({ ...second, ...other })]).blastRadius;
  const lines = linesBeside({});
  expect(new Set(lines.map(({ what }) => what)).size).toBe(lines.length);
  expect(lines.find(({ what }) => what === 'routing')?.sentence).toBe(
    "The health check 0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0 is made unhealthy for us-east-1 by a metric in us-west-2; As the last resort checkout.acme.example is changed to us-west-2 by Route 53's control plane in us-east-1; Global Accelerator's control plane in us-west-2 turns the dial of us-east-1 to 0 %",
  );
  expect(lines.at(-1)?.sentence).toBe('No resource of the other 1 workload is touched');
  const { flips, accelerators } = levers;
  for (const shared of [{ flips }, { accelerators }]) {
    expect(linesBeside({ recovery: shared }).at(-1)?.sentence).toContain('It also touches Storefront');
  }
});
