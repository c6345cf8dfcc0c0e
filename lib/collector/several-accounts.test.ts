import { expect, test } from 'vitest';
import type { HealthCheckReading, RecordSetReading } from '@/lib/aws';
import type { EntityOf } from '@/lib/domain/entities';
import type { AccountId, Fleet } from '@/lib/domain/fleet';
import { createCollector } from './create-collector';
import type { CollectorPorts } from './ports';
import { createFakePorts, createFakeWorld, smallFleet } from './testing/fake-ports';

const start = 1_000_000 * 60_000 + 15_000;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const production = '111122223333';
const europe = '444455556666';
const network = '777788889999';

/** The workload is in one account, and another one keeps the hosted zone. */
const fleet: Fleet = {
  ...smallFleet,
  accounts: [production, europe, network].map((id) => ({ id, name: id })),
  workloads: smallFleet.workloads.map((workload) => ({ ...workload, accountId: europe })),
};

function toAlias(name: string) {
  return { hostedZoneId: 'Z1', hostname: `${name}.us-east-1.elb.amazonaws.com`, evaluatesTargetHealth: true };
}

const record: RecordSetReading = {
  name: 'shop.acme.example',
  type: 'A',
  setIdentifier: 'primary',
  policy: { kind: 'failover', role: 'primary' },
  ttlSeconds: 'from-target',
  values: [],
  alias: toAlias('shop-us-east-1-1'),
  healthCheckId: 'control-1',
};
const control: HealthCheckReading = {
  id: 'control-1',
  type: 'RECOVERY_CONTROL',
  hostname: 'none',
  path: 'none',
  intervalSeconds: 10,
  failureThreshold: 1,
  routingControlArn: 'arn:aws:route53-recovery-control::777788889999:controlpanel/p/routingcontrol/shop-us-east-1',
  childIds: [],
  measuresLatency: false,
  disabled: false,
  inverted: false,
};

/** Accounts with a zone of the fleet's name, and what its records are; notes which account's metrics are asked for. */
function toPorts(zones: Readonly<Record<AccountId, readonly RecordSetReading[]>>) {
  const ports = createFakePorts(createFakeWorld());
  const controlsAsked: AccountId[] = [];
  const aws: CollectorPorts['aws'] = {
    ...ports.aws,
    hostedZone: async ({ accountId }) => ({
      state: 'answered',
      value:
        zones[accountId] === undefined
          ? 'absent'
          : { id: accountId, name: 'acme.example', isPrivate: false, recordCount: 1 },
      notices: [],
    }),
    recordSets: async ({ accountId }) => ({ state: 'answered', value: zones[accountId] ?? [], notices: [] }),
    healthChecks: async () => ({ state: 'answered', value: [control], notices: [] }),
    metricData: (scope, queries, window) => {
      if (queries.some(({ namespace }) => namespace === 'AWS/Route53')) controlsAsked.push(scope.accountId);
      return ports.aws.metricData(scope, queries, window);
    },
  };
  return { ports: { ...ports, aws }, controlsAsked };
}

async function collect(zones: Readonly<Record<AccountId, readonly RecordSetReading[]>>, accounts = fleet.accounts) {
  const { ports, controlsAsked } = toPorts(zones);
  const collector = createCollector({
    fleet: { ...fleet, accounts },
    ports,
    clock: { now: () => start, toWallMs: (fleetMs) => fleetMs },
    previous: [],
    write: async () => undefined,
    engineId: 'engine',
    simulated: true,
    log: silent,
  });
  await collector.collectOnce(start);
  const [routing] = collector.entities().flatMap((entity) => (entity.kind === 'routing' ? [entity] : []));
  if (routing === undefined) throw new Error('The entry point is declared.');
  return { routing, controlsAsked, entities: collector.entities() };
}

const targetsOf = ({ records = [] }: EntityOf<'routing'>) => records.flatMap(({ targets }) => targets);

test('an entry point is routed by the account that keeps the hosted zone, and its controls are asked for there', async () => {
  const { routing, controlsAsked } = await collect({ [network]: [record] });
  expect(routing).toMatchObject({ accountId: europe, policy: 'failover' });
  expect(targetsOf(routing)).toEqual(['shop-us-east-1-1.us-east-1.elb.amazonaws.com']);
  expect(routing.controls.map(({ region }) => region)).toEqual(['us-east-1']);
  expect(controlsAsked).toEqual([network]);
});

test("where several accounts have records of it, those of the workload's own account count, whatever the order", async () => {
  const zones = { [europe]: [{ ...record, alias: toAlias('shop-us-east-1-9') }], [network]: [record] };
  for (const accounts of [fleet.accounts, fleet.accounts.toReversed()]) {
    const { routing } = await collect(zones, accounts);
    expect(targetsOf(routing)).toEqual(['shop-us-east-1-9.us-east-1.elb.amazonaws.com']);
  }
});

test('everything of a workload is asked in its account, and the order of the accounts changes nothing', async () => {
  const seen = await Promise.all(
    [fleet.accounts, fleet.accounts.toReversed()].map(async (accounts) => {
      const { entities } = await collect({ [network]: [record] }, accounts);
      return entities.map((entity) => JSON.stringify(entity)).sort();
    }),
  );
  expect(seen[1]).toEqual(seen[0]);
  const sources = seen[0]?.map((text) => JSON.parse(text)).filter(({ kind }) => kind === 'source') ?? [];
  const accountsOf = (api: string) =>
    new Set(sources.filter((one) => one.api === api).map(({ accountId }) => accountId));
  expect(accountsOf('rds')).toEqual(new Set([europe]));
  expect(accountsOf('elbv2')).toEqual(new Set([europe]));
  expect(accountsOf('sts')).toEqual(new Set([production, europe, network]));
});
