import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BackupEntity, Entity, QueueEntity } from './entities';
import { deriveFindings } from './findings/derive-findings';
import type { Workload } from './fleet';
import { backupVerdictOf } from './judge-backup';
import type { LinkEnd } from './link-ends';
import { toMissing, toObserved } from './observe';
import { buildFleetOverview } from './overview/build-fleet-overview';
import { judgedAt } from './testing/arbitraries';
import { calmFleetEntities } from './testing/sample-entities';
import { viewQueue } from './view-queue';

const hours = (count: number) => count * 3_600_000;
const answering: LinkEnd = { state: 'answering' };
const dark: LinkEnd = { state: 'dark', region: 'us-west-2', words: 'us-west-2 is down', since: judgedAt };

function vault(ageHours: number, more: Partial<BackupEntity> = {}): BackupEntity {
  const point = {
    arn: 'point',
    resourceArn: 'ledger',
    createdAt: judgedAt - hours(ageHours),
    completedAt: judgedAt - hours(ageHours) + 60_000,
  };
  return {
    kind: 'backup',
    id: 'checkout/ledger/us-west-2',
    workloadId: 'checkout',
    accountId: '111122223333',
    storeId: 'ledger',
    resource: 'archive-copy',
    region: 'us-west-2',
    newest: toObserved(point, judgedAt - 60_000, judgedAt - 60_000, 'aws-api'),
    cadence: { cadenceSeconds: 300, publishDelaySeconds: 4 },
    ...more,
  };
}
const judge = (backup: BackupEntity, end: LinkEnd = answering, now = judgedAt) =>
  backupVerdictOf(86_400, backup, now, end);

describe('a data-loss verdict', () => {
  test('is met by the newest complete point while it is young enough, and breached by the time beyond', () => {
    expect(judge(vault(19))).toMatchObject({ state: 'met', provableNow: true });
    expect(judge(vault(25))).toMatchObject({ state: 'breached' });
    expect(judge(vault(25)).sentence).toMatch(/^Breached by 1 h: newest complete recovery point is of /);
  });

  test('is breached where nothing can be restored', () => {
    const at = (value: 'none' | 'absent') => vault(1, { newest: toObserved(value, judgedAt, judgedAt, 'aws-api') });
    expect([judge(at('none')).state, judge(at('absent')).state]).toEqual(['breached', 'breached']);
  });

  test('is not measured while the target does not tell, however young its last point was', () => {
    const newest = vault(1).newest;
    if (newest.state !== 'observed') throw new Error('Observed');
    const lost = vault(1, { newest: toMissing('unreachable', judgedAt, newest) });
    expect(judge(lost).state).toBe('not-measured');
    expect(judge(vault(1), dark).sentence).toMatch(/us-west-2 is down$/);
    expect(judge(vault(1), answering, judgedAt + hours(2)).state).toBe('not-measured');
    expect(judge(vault(1, { newest: toMissing('not-asked-yet', judgedAt) })).asOf).toBe('never');
  });

  test('is never met by a point older than the objective, at any age and moment', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 100, noNaN: true }), fc.integer({ min: 0, max: 7200 }), (age, later) => {
        const now = judgedAt + later * 1000;
        const old = (now - (judgedAt - hours(age))) / 1000 > 86_400;
        return !(old && judge(vault(age), answering, now).state === 'met');
      }),
    );
  });
});

const queue: QueueEntity = {
  kind: 'queue',
  id: 'checkout/events/us-east-1',
  workloadId: 'checkout',
  accountId: '111122223333',
  storeId: 'events',
  resource: 'checkout-events',
  region: 'us-east-1',
  messages: toObserved(42, judgedAt - 5000, judgedAt - 5000, 'aws-api'),
  messagesCadence: { cadenceSeconds: 60, publishDelaySeconds: 4 },
  oldestMessageAgeSeconds: toObserved(12, judgedAt - 120_000, judgedAt, 'cloudwatch'),
  ageCadence: { cadenceSeconds: 60, publishDelaySeconds: 180 },
};

function checkoutWith(change: Partial<Workload>, more: readonly Entity[]) {
  const entities = calmFleetEntities(judgedAt).map((entity): Entity => {
    if (entity.kind !== 'workload' || entity.id !== 'checkout') return entity;
    return { ...entity, workload: { ...entity.workload, ...change } };
  });
  const all = [...entities, ...more];
  const checkout = buildFleetOverview(all, judgedAt).workloads.find(({ id }) => id === 'checkout');
  if (!checkout) throw new Error('No checkout');
  return { checkout, codes: deriveFindings(all, judgedAt).map(({ code }) => code) };
}
const declared = calmFleetEntities(judgedAt).find((one) => one.kind === 'workload' && one.id === 'checkout');
if (declared?.kind !== 'workload') throw new Error('No checkout');
const { stores, objectives } = declared.workload;

describe('a workload with backups', () => {
  const ledger = { id: 'ledger', kind: 'backup', resource: 'archive', copyResource: 'archive-copy' } as const;
  const both = [...objectives, { scenario: 'data-loss', rtoSeconds: 86_400, rpoSeconds: 86_400 } as const];

  test('is judged for data loss by the vault where it would be restored, never by the source or by replication', () => {
    const source = vault(1, { id: 'checkout/ledger/us-east-1', region: 'us-east-1', resource: 'archive' });
    const { checkout, codes } = checkoutWith({ stores: [...stores, ledger], objectives: both }, [source, vault(30)]);
    expect(checkout.objectives.map(({ scenario, rpo }) => [scenario, rpo.state])).toEqual([
      ['region-loss', 'met'],
      ['data-loss', 'breached'],
    ]);
    expect(codes).toContain('objective-breached');
  });

  test('is not measured for data loss where no backup is known', () => {
    const { checkout } = checkoutWith({ objectives: both }, []);
    expect(checkout.objectives[1]?.rpo.sentence).toBe('Not measured: no backup of it is known');
  });

  test('is unprotected while what is only backed up would come back older than the objective', () => {
    const { checkout } = checkoutWith({ stores: [...stores, ledger] }, [vault(30)]);
    expect(checkout.protection).toMatchObject({ state: 'unprotected' });
  });
});

describe('a queue that nothing copies', () => {
  const events = { id: 'events', kind: 'sqs-queue', resource: 'checkout-events' } as const;

  test('lowers protection and says what would be stranded, which is not loss', () => {
    const { checkout, codes } = checkoutWith({ stores: [...stores, events] }, [queue]);
    expect(checkout.protection.state).toBe('at-risk');
    expect(checkout.protection.sentence).toMatch(
      /events is not replicated: 42 messages in us-east-1, the oldest waiting for 12 s, would be stranded$/,
    );
    expect(checkout.objectives[0]?.rpo.state).toBe('met');
    expect(codes).toContain('store-unprotected');
  });

  test('in a region that is lost is out of reach, not only would be', () => {
    expect(viewQueue(queue, judgedAt, true).stranded).toMatch(
      /^42 messages in us-east-1.* out of reach while it is lost$/,
    );
  });

  test('in a region that does not serve changes nothing', () => {
    const standby = { ...queue, id: 'checkout/events/us-west-2', region: 'us-west-2' };
    expect(checkoutWith({ stores: [...stores, events] }, [standby]).checkout.protection.state).toBe('protected');
  });

  test('whose count is not known is never called empty', () => {
    const unknown = { ...queue, messages: toMissing('unreachable', judgedAt) } as QueueEntity;
    const { checkout } = checkoutWith({ stores: [...stores, events] }, [unknown]);
    expect(checkout.queues[0]?.stranded).toBe('whatever waits in us-east-1 would be stranded; how much is not known');
  });
});
