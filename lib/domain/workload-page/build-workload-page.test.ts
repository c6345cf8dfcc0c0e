import { describe, expect, test } from 'vitest';
import type { BackupEntity, EndpointEntity, Entity, QueueEntity } from '../entities';
import { toMissing, toObserved } from '../observe';
import {
  calmFleetEntities,
  engineStoppedEntities,
  regionDownEntities,
  startingEntities,
} from '../testing/sample-entities';
import { buildWorkloadPage } from './build-workload-page';
import type { WorkloadSubject } from './types';
import { formatShare } from './view-shares';

const now = Date.parse('2026-11-20T12:10:37Z');

function subjectOf(entities: readonly Entity[], id: string, at = now): WorkloadSubject {
  const { subject } = buildWorkloadPage(entities, id, at);
  if (subject === 'absent') throw new Error(`${id} is absent`);
  return subject;
}

function withEndpoints(change: (endpoint: EndpointEntity) => EndpointEntity): readonly Entity[] {
  return calmFleetEntities(now).map((entity) => (entity.kind === 'endpoint' ? change(entity) : entity));
}

test('a workload the fleet does not have is absent, not empty', () => {
  expect(buildWorkloadPage(calmFleetEntities(now), 'nothing', now).subject).toBe('absent');
  expect(buildWorkloadPage([], 'checkout', now).subject).toBe('absent');
});

describe('who serves which share', () => {
  test('is told from the requests of all its regions', () => {
    const { shares } = subjectOf(calmFleetEntities(now), 'checkout');
    expect(shares.sentence).toBe('Requests served by us-east-1 >99 % and us-west-2 <1 %');
  });

  test('is not claimed while one region is silent: its requests are unknown, not none', () => {
    const entities = withEndpoints((endpoint) =>
      endpoint.region === 'us-west-2' ? { ...endpoint, requestsPerSecond: toMissing('timed-out', now) } : endpoint,
    );
    const { shares } = subjectOf(entities, 'checkout');
    expect(shares.sentence).toBe('Shares unknown: nothing current from us-west-2');
    expect(shares.regions.map(({ sharePercent }) => sharePercent)).toEqual(['unknown', 'unknown']);
  });

  test('does not count what a lost region served before', () => {
    const { shares } = subjectOf(regionDownEntities(now, { failedFor: 60 }), 'storefront');
    expect(shares.sentence).toBe('Shares unknown: nothing current from us-east-1');
  });

  test('never reads none for a little, nor all for nearly all', () => {
    expect([0, 0.2, 50, 99.8, 100].map(formatShare)).toEqual(['0 %', '<1 %', '50 %', '>99 %', '100 %']);
  });
});

describe('routing', () => {
  test('shows each record with what decides about it and whether it leads to the present answer', () => {
    const [entry] = subjectOf(calmFleetEntities(now), 'checkout').entryPoints;
    expect(entry?.answerSentence).toBe('Near the console Route 53 answers us-east-1');
    expect(entry?.records).toMatchObject([
      { policy: 'failover, primary', answered: 'yes', condition: { state: 'pass' } },
      { policy: 'failover, secondary', answered: 'no', condition: { state: 'fail' } },
    ]);
  });

  test('says of no record that it is answered once the answer is old', () => {
    const [entry] = subjectOf(engineStoppedEntities(now), 'storefront').entryPoints;
    expect(entry?.answerSentence).toMatch(/^Not known now; near the console Route 53 answered eu-central-1 at/);
    const records = entry?.records === 'not-read-yet' ? [] : (entry?.records ?? []);
    expect(records).toHaveLength(6);
    expect(new Set(records.map(({ answered }) => answered))).toEqual(new Set(['unknown']));
    expect(records.filter(({ condition }) => condition.state === 'pass')).toEqual([]);
  });

  test('says that records were not read, rather than that there are none', () => {
    expect(subjectOf(startingEntities(now), 'checkout').entryPoints[0]?.records).toBe('not-read-yet');
  });

  test('a routing control read too long ago decides nothing now', () => {
    const [entry] = subjectOf(calmFleetEntities(now), 'checkout', now + 3_600_000).entryPoints;
    const records = entry?.records === 'not-read-yet' ? [] : (entry?.records ?? []);
    expect(records[0]?.condition.sentence).toBe('Routing control not known now; it was on at 12:10 UTC');
  });
});

describe('signals, stores and findings', () => {
  test('figures of a dark region are never live', () => {
    const { regions } = subjectOf(regionDownEntities(now, { failedFor: 20 }), 'checkout');
    const lost = regions.find(({ region }) => region === 'us-east-1');
    for (const signal of [lost?.requestsPerSecond, lost?.errorPercent, lost?.healthyHosts, lost?.capacity]) {
      expect(signal?.freshness).not.toBe('live');
    }
  });

  test('each link has its objective and the source of its evidence', () => {
    const [store] = subjectOf(calmFleetEntities(now), 'checkout').stores;
    expect(store?.links).toMatchObject([
      { objectiveSeconds: 60, evidence: 'AuroraGlobalDBRPOLag Maximum in us-west-2', link: { source: 'us-east-1' } },
    ]);
  });

  test('a recovery time nobody has ever shown is not measured, whatever the target', () => {
    for (const { rto } of subjectOf(calmFleetEntities(now), 'storefront').objectives) {
      expect(rto.state).toBe('not-measured');
    }
  });

  test('its findings come with the region’s that explains them, and without those of other workloads', () => {
    const { findings } = subjectOf(regionDownEntities(now, { failedFor: 700 }), 'checkout');
    expect(findings[0]).toMatchObject({ code: 'region-down', workloadId: 'none' });
    expect(findings.some(({ workloadId }) => workloadId === 'storefront')).toBe(false);
    expect(findings.some(({ code }) => code === 'unprotected')).toBe(true);
  });

  test('nothing is healthy, met or passing once nothing is asked any more', () => {
    const { view, regions, objectives } = subjectOf(calmFleetEntities(now), 'storefront', now + 3_600_000);
    expect(view.userHealth.state).toBe('unknown');
    expect(regions.map(({ health }) => health.state)).not.toContain('healthy');
    expect(objectives.map(({ rpo }) => rpo.state)).not.toContain('met');
  });
});

describe('a store that nothing copies continuously', () => {
  const common = { workloadId: 'checkout', accountId: '111122223333', region: 'us-west-2' } as const;
  const cadence = { cadenceSeconds: 300, publishDelaySeconds: 4 };
  const createdAt = now - 19 * 3_600_000;
  const point = { arn: 'point', resourceArn: 'ledger', createdAt, completedAt: createdAt + 60_000 };
  const vault: BackupEntity = {
    ...common,
    kind: 'backup',
    id: 'checkout/ledger/us-west-2',
    storeId: 'ledger',
    resource: 'archive-copy',
    newest: toObserved(point, now - 60_000, now - 60_000, 'aws-api'),
    cadence,
  };
  const queue: QueueEntity = {
    ...common,
    kind: 'queue',
    id: 'checkout/events/us-west-2',
    storeId: 'events',
    resource: 'checkout-events',
    messages: toObserved(42, now - 5000, now - 5000, 'aws-api'),
    messagesCadence: cadence,
    oldestMessageAgeSeconds: toMissing('not-asked-yet', now),
    ageCadence: cadence,
  };
  const declaring = calmFleetEntities(now).map((entity): Entity => {
    if (entity.kind !== 'workload' || entity.id !== 'checkout') return entity;
    const stores = [
      ...entity.workload.stores,
      { id: 'ledger', kind: 'backup', resource: 'archive' } as const,
      { id: 'events', kind: 'sqs-queue', resource: 'checkout-events' } as const,
    ];
    const dataLoss = { scenario: 'data-loss', rtoSeconds: 86_400, rpoSeconds: 86_400 } as const;
    return { ...entity, workload: { ...entity.workload, stores, objectives: [dataLoss] } };
  });

  test('shows its newest recovery point against the objective for loss of data, or what would be stranded', () => {
    const { stores } = subjectOf([...declaring, vault, queue], 'checkout');
    expect(stores.find(({ id }) => id === 'ledger')?.vaults).toMatchObject([
      { objectiveSeconds: 86_400, vault: { region: 'us-west-2', verdict: { state: 'met' } } },
    ]);
    expect(stores.find(({ id }) => id === 'events')?.queues).toMatchObject([
      { stranded: '42 messages in us-west-2 would be stranded' },
    ]);
  });
});
