import { expect, test } from 'vitest';
import type { RecoveryPointReading } from '@/lib/aws';
import type { Fleet } from '@/lib/domain/fleet';
import { createCollector } from '../create-collector';
import { createFakePorts, createFakeWorld, smallFleet } from '../testing/fake-ports';

const start = Date.parse('2026-11-20T00:10:00Z');
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const ledger = { id: 'ledger', kind: 'backup' as const, resource: 'shop-vault' };
const fleet: Fleet = {
  ...smallFleet,
  workloads: smallFleet.workloads.map((workload) => ({ ...workload, stores: [...workload.stores, ledger] })),
};
const oldPoint: RecoveryPointReading = {
  arn: 'old',
  resourceArn: 'ledger',
  status: 'completed',
  createdAt: start - 3 * 86_400_000,
  completedAt: start - 3 * 86_400_000,
};

async function newestAfter(notices: readonly string[]) {
  const ports = createFakePorts(createFakeWorld());
  const aws = {
    ...ports.aws,
    recoveryPoints: async () => ({ state: 'answered' as const, value: [oldPoint], notices }),
  };
  const collector = createCollector({
    fleet,
    ports: { ...ports, aws },
    clock: { now: () => start, toWallMs: (fleetMs: number) => fleetMs },
    previous: [],
    write: async () => undefined,
    engineId: 'engine-test',
    simulated: true,
    log: silent,
  });
  await collector.collectOnce(start);
  return collector.entities().flatMap((entity) => (entity.kind === 'backup' ? [entity.newest] : []))[0];
}

test('a whole answer tells the newest point of a vault, however old it is', async () => {
  expect(await newestAfter([])).toMatchObject({ state: 'observed', value: { arn: 'old' } });
});

test('of an answer from which points had to be left out nobody knows the newest: no old point passes for it', async () => {
  expect(await newestAfter(['1 of 2 recovery points were unusable'])).toMatchObject({
    state: 'missing',
    reason: 'unusable',
  });
});
