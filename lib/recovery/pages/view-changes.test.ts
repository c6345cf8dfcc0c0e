import { expect, test } from 'vitest';
import type { WorkloadEntity } from '@/lib/domain/entities';
import type { Workload } from '@/lib/domain/fleet';
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
