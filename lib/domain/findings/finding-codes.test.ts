import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { driveTo, sampleExecution } from '@/lib/recovery/rules/testing/sample-execution';
import type { Entity, EntityKind, EntityOf, FindingEntity, QuotaEntity } from '../entities';
import { toFleetEvidence } from '../fleet-evidence';
import { newestValue, toMissing, toObserved } from '../observe';
import { buildFleetOverview } from '../overview/build-fleet-overview';
import { decimal } from '../testing/sample-bills';
import { withCompanions } from '../testing/sample-companions';
import { calmFleetEntities, regionDownEntities, sampleCadences, startingEntities } from '../testing/sample-entities';
import { answeredAt, enabledKey, keyIn } from '../testing/sample-needs';
import { judgeFindings } from './derive-findings';
import { factsOf, findingAreas, findingRegistry } from './finding-codes';
import { type FindingCode, findingCodes } from './finding-order';
import { rulesOf } from './rules';

const now = Date.parse('2026-11-20T12:10:37Z');
const account = '111122223333';
const minute = Math.floor(now / 60_000) * 60_000 - 120_000;
const orders = 'checkout/orders/us-east-1>us-west-2';

/** Checkout was moved out of us-east-1 an hour ago, which was given up. */
function givenUpRun(): Entity {
  const endedAt = now - 3_600_000;
  const execution = { ...driveTo(sampleExecution(), 'the-end'), state: 'completed', endedAt } as const;
  return { kind: 'execution', id: execution.id, workloadId: 'checkout', accountId: account, execution };
}

type Change<K extends EntityKind> = (entity: EntityOf<K>) => Entity;

/** The calm fleet with what belongs to its workloads, its entities of a kind passed through a change. */
function calmWith<K extends EntityKind>(kind: K, change: Change<K>, base = calmFleetEntities(now)): Entity[] {
  const isKind = (entity: Entity): entity is EntityOf<K> => entity.kind === kind;
  return base.map((entity) => (isKind(entity) ? change(entity) : entity));
}

const only =
  <K extends EntityKind>(isIt: (entity: EntityOf<K>) => boolean, change: Change<K>): Change<K> =>
  (entity) =>
    isIt(entity) ? change(entity) : entity;

const link = (change: Change<'link'>) =>
  calmWith(
    'link',
    only(({ id }) => id === orders, change),
  );

const source = (end: string, state: EntityOf<'source'>['state'], message: string) =>
  calmWith(
    'source',
    only(
      ({ id }) => id.endsWith(end),
      (one) => ({ ...one, state, message, stateSince: now - 700_000 }),
    ),
  );

const endpoint = (id: string, change: Change<'endpoint'>) =>
  calmWith(
    'endpoint',
    only((one) => one.id === id, change),
  );

const withErrors = (one: EntityOf<'endpoint'>) => ({
  ...one,
  errorPercent: toObserved(22, minute, minute, 'cloudwatch'),
});

const routing = (change: Change<'routing'>) =>
  calmWith(
    'routing',
    only(({ id }) => id === 'checkout/web', change),
  );

const alarm = (change: Partial<EntityOf<'alarm'>>, state: 'ok' | 'alarm' | 'insufficient-data'): Entity[] => [
  ...calmFleetEntities(now).filter(({ kind }) => kind !== 'alarm'),
  {
    kind: 'alarm',
    id: `arn:aws:cloudwatch:us-east-1:${account}:alarm:lag`,
    accountId: account,
    region: 'us-east-1',
    name: 'lag',
    state: toObserved(state, now - 20_000, now - 20_000, 'cloudwatch'),
    cadence: sampleCadences.alarms,
    reason: 'Unchecked',
    changedAt: now - 3_600_000,
    workloadId: 'checkout',
    ...change,
  },
];

const quota = (region: string, value: number): QuotaEntity => ({
  kind: 'quota',
  id: `${account}/${region}/ec2/L-1216C47A`,
  accountId: account,
  region,
  serviceCode: 'ec2',
  quotaCode: 'L-1216C47A',
  name: 'Running On-Demand Standard instances',
  value: toObserved(value, now - 60_000, now - 60_000, 'aws-api'),
  cadence: { cadenceSeconds: 3600, publishDelaySeconds: 4 },
});

const healthEvent = (category: 'issue' | 'scheduledChange', status: 'open' | 'upcoming'): Entity => ({
  kind: 'health-event',
  id: 'arn:aws:health:us-east-1::event/RDS/X',
  region: 'us-east-1',
  service: 'RDS',
  typeCode: 'AWS_RDS_X',
  category,
  status,
  startedAt: status === 'upcoming' ? now + 86_400_000 : now - 600_000,
  endedAt: status === 'upcoming' ? now + 90_000_000 : 'none',
  updatedAt: now - 600_000,
  description: 'Something.',
});

/** A budget of which 10 are spent. */
const budgeted = (amount: string, expected: string, without: readonly string[] = []): Entity[] => {
  const budget = {
    id: 'all',
    of: { kind: 'fleet' },
    amount: decimal(amount),
    currency: 'USD',
    warnPercent: 80,
  } as const;
  const spending = {
    ...{ month: '2026-11', spent: decimal('10'), billedDays: 18, daysInMonth: 30, unknownDays: 0, without },
    forecast: { state: 'told', expected: decimal(expected), by: 'aws' },
  } as const;
  return [
    ...calmFleetEntities(now),
    {
      ...{ kind: 'budget', id: 'all', accountId: 'none', workloadId: 'none', budget },
      spending: toObserved(spending, now - 3_600_000, now - 3_600_000, 'aws-api'),
    },
  ];
};

const companions = (base = calmFleetEntities(now)) => withCompanions(base, now);

const vault = (newest: EntityOf<'backup'>['newest']) =>
  calmWith('backup', (backup) => ({ ...backup, newest }), companions());

const workloadWith = (change: Partial<EntityOf<'workload'>['workload']>) =>
  calmWith(
    'workload',
    only(
      ({ id }) => id === 'checkout',
      (one) => ({ ...one, workload: { ...one.workload, ...change } }),
    ),
  );

const declared = (change: 'keys' | 'none') =>
  change === 'keys' ? workloadWith({ keys: [{ alias: 'alias/checkout' }] }) : calmFleetEntities(now);

const silent = (one: EntityOf<'link'>, since: number): EntityOf<'link'> => {
  const newest = newestValue(one.lag);
  if (newest === 'none') throw new Error('The sample link has no lag.');
  return { ...one, lag: toMissing('no-data', since, { ...newest, measuredAt: since - 200_000 }) };
};

/** Said by the engine, and not by a rule. */
const standing: readonly FindingCode[] = [
  'fleet-file-refused',
  'polling-over-budget',
  'polling-stretched',
  'flip-not-held',
  'report-not-delivered',
];

/** For every code a fleet in which it holds. */
const scenarios: Partial<Record<FindingCode, () => readonly Entity[]>> = {
  'console-cut-off': () =>
    calmWith(
      'source',
      (one) => ({
        ...one,
        state: 'unreachable',
        message: 'no answer',
        stateSince: now - 60_000,
        lastAnswerAt: now - 61_000,
      }),
      calmWith('endpoint', (one) => ({
        ...one,
        probe: toObserved({ outcome: 'fail', detail: 'no answer' }, now - 1000, now - 1000, 'console-probe'),
        probeStreak: 20,
      })),
    ),
  'engine-not-collecting': () => calmWith('source', (one) => ({ ...one, nextAttemptAt: now - 1_000_000 })),
  'region-down': () => regionDownEntities(now, { failedFor: 600 }),
  'region-quarantined': () => [...calmFleetEntities(now), givenUpRun()],
  'region-unreachable': () => regionDownEntities(now, { failedFor: 20 }),
  'region-degraded': () =>
    calmWith(
      'endpoint',
      only(({ region }) => region === 'us-east-1', withErrors),
    ),
  'entry-point-down': () => regionDownEntities(now, { failedFor: 600 }),
  'no-healthy-record': () =>
    routing((one) => ({
      ...one,
      controls: one.controls.map((control) => ({
        ...control,
        state: toObserved('off' as const, minute, minute, 'cloudwatch'),
      })),
    })),
  'record-always-answered': () =>
    routing((one) => ({
      ...one,
      records: one.records?.map((record) => ({ ...record, healthCheck: 'none', evaluatesTargetHealth: false })),
    })),
  'ttl-too-long': () =>
    routing((one) => ({ ...one, records: one.records?.map((record) => ({ ...record, ttlSeconds: 300 })) })),
  'records-changed': () =>
    routing((one) => ({ ...one, recordsChange: { at: now - 60_000, added: ['a A simple → 192.0.2.1'], removed: [] } })),
  'routing-unexpected': () => regionDownEntities(now, { failedFor: 600 }),
  unprotected: () => regionDownEntities(now, { failedFor: 600, region: 'us-west-2' }),
  'objective-breached': () => link((one) => ({ ...one, lag: toObserved(900, minute, minute, 'cloudwatch') })),
  'objective-at-risk': () => link((one) => ({ ...one, lag: toObserved(55, minute, minute, 'cloudwatch') })),
  'objective-not-measured': () => link((one) => ({ ...one, copyState: toMissing('denied', now - 700_000) })),
  'replication-failed': () => companions(),
  'link-stalled': () => link((one) => silent(one, now - 900_000)),
  'link-not-replicating': () =>
    link((one) => ({ ...one, copyState: toObserved('rebuilding', now - 5000, now - 5000, 'aws-api') })),
  'target-unlawful': () => workloadWith({ lawfulRegions: ['us-east-1'] }),
  'link-late': () => link((one) => ({ ...silent(one, now - 300_000), writesPerSecond: toMissing('denied', now) })),
  'link-unmeasured': () => link((one) => ({ ...one, lag: toMissing('not-enabled', now - 700_000) })),
  'backup-missing': () => vault(answeredAt('none' as const, now)),
  'backup-too-old': () => companions(),
  'endpoint-down': () =>
    endpoint('storefront/web/us-west-2', (one) => ({
      ...one,
      probe: toObserved({ outcome: 'fail', detail: 'no answer' }, now - 1000, now - 1000, 'console-probe'),
      probeStreak: 20,
      route53: toObserved({ outcome: 'fail', detail: 'unhealthy' }, now - 1000, now - 1000, 'route53-answer'),
    })),
  'endpoint-failing-one-vantage': () =>
    endpoint('storefront/web/eu-central-1', (one) => ({
      ...one,
      route53: toObserved({ outcome: 'fail', detail: 'unhealthy' }, now - 1000, now - 1000, 'route53-answer'),
    })),
  'endpoint-degraded': () => endpoint('storefront/web/eu-central-1', withErrors),
  'capacity-short': () => calmFleetEntities(now),
  'no-data': () =>
    endpoint('storefront/web/eu-central-1', (one) => ({
      ...one,
      requestsPerSecond: toMissing('no-data', now - 700_000),
    })),
  'budget-over': () => budgeted('9', '12'),
  'budget-forecast-over': () => budgeted('11', '12'),
  'budget-nearly-spent': () => budgeted('12', '12'),
  'budget-not-measured': () => budgeted('12', '12', ['444455556666']),
  'quota-mismatch': () => [...calmFleetEntities(now), quota('us-east-1', 256), quota('us-west-2', 32)],
  'secret-out-of-sync': () => companions(),
  'key-missing': () => [
    ...declared('keys'),
    keyIn('us-east-1', answeredAt(enabledKey, now)),
    keyIn('us-west-2', answeredAt('absent' as const, now)),
  ],
  'key-disabled': () => [
    ...declared('keys'),
    keyIn('us-east-1', answeredAt({ ...enabledKey, state: 'Disabled' }, now)),
    keyIn('us-west-2', answeredAt(enabledKey, now)),
  ],
  'distribution-disabled': () =>
    calmWith('distribution', (one) => ({ ...one, described: answeredAt('absent' as const, now) }), companions()),
  'origins-in-one-region': () =>
    calmWith(
      'distribution',
      (one) => {
        const newest = newestValue(one.described);
        if (newest === 'none' || newest.value === 'absent') throw new Error('The sample has no distribution.');
        const origins = ['use1.storefront.acme.example'];
        return { ...one, described: answeredAt({ ...newest.value, enabled: true, origins }, now) };
      },
      companions(),
    ),
  'aws-health-issue': () => [...calmFleetEntities(now), healthEvent('issue', 'open')],
  'aws-planned-work': () => [...calmFleetEntities(now), healthEvent('scheduledChange', 'upcoming')],
  'alarm-firing': () => alarm({}, 'alarm'),
  'alarm-in-wrong-region': () =>
    alarm({ metric: { namespace: 'AWS/RDS', name: 'AuroraGlobalDBRPOLag', dimensions: {} } }, 'ok'),
  'alarm-without-data': () => alarm({}, 'insufficient-data'),
  'source-denied': () => source('us-west-2/rds', 'denied', 'rds:DescribeDBInstances in us-west-2 is not allowed'),
  'source-throttled': () => source('us-west-2/rds', 'throttled', 'throttled'),
  'source-failing': () => source('us-west-2/rds', 'failed', 'failed'),
  'source-odd': () => source('us-west-2/rds', 'answered', 'odd'),
  'credentials-expired': () => source('/sts', 'credentials-expired', 'expired'),
  'clock-skewed': () => source('/sts', 'clock-skewed', 'the clock is wrong'),
  'region-not-enabled': () => source('us-west-2/rds', 'region-not-enabled', 'not enabled'),
  'no-support-plan': () => source('/health', 'no-support-plan', 'no plan'),
  'store-unprotected': () =>
    calmFleetEntities(now).filter((one) => one.kind !== 'link' || one.workloadId !== 'checkout'),
  'objective-shorter-than-evidence': () => calmFleetEntities(now),
};

function findingsIn(code: FindingCode): readonly FindingEntity[] {
  const entities = scenarios[code]?.() ?? [];
  return judgeFindings(entities, now).holding.filter((one) => one.code === code);
}

const told = findingCodes.filter((code) => !standing.includes(code));

describe('the registry of findings', () => {
  test('is written down in the order in which findings are read', () => {
    expect(Object.keys(findingRegistry)).toEqual(findingCodes);
  });

  test('names for every code what it states, when it begins, how it clears, and sensible times', () => {
    for (const code of findingCodes) {
      const { area, states, since, clears, severities, raiseAfterSeconds, clearAfterSeconds } = factsOf(code);
      expect(findingAreas).toContain(area);
      expect([states, since, clears].filter((words) => words.length < 8)).toEqual([]);
      expect(severities.length).toBeGreaterThan(0);
      expect([raiseAfterSeconds, clearAfterSeconds].every((seconds) => seconds >= 0 && seconds <= 600)).toBe(true);
    }
  });

  test.each(told)('%s is found where it holds, with evidence, a date and a way to clear it', (code) => {
    const found = findingsIn(code);
    expect(found.length).toBeGreaterThan(0);
    for (const one of found) {
      expect(factsOf(code).severities).toContain(one.severity);
      expect(one.sentence).not.toMatch(/undefined|NaN|!/);
      expect(one.evidence.length).toBeGreaterThan(0);
      expect(one.evidence.every((line) => line !== '')).toBe(true);
      expect(one.clear.length).toBeGreaterThan(10);
      expect(one.since).toBeLessThanOrEqual(now);
    }
  });

  test('every rule says only codes of its own area', () => {
    const entities = told.flatMap((code) => scenarios[code]?.() ?? []);
    const evidence = toFleetEvidence(entities, now);
    const context = { evidence, overview: buildFleetOverview(entities, now), now };
    const strangers = findingAreas.flatMap((area) =>
      rulesOf[area]
        .flatMap((rule) => rule(context))
        .filter(({ code }) => factsOf(code).area !== area)
        .map(({ code }) => `${code} is said by ${area}`),
    );
    expect([...new Set(strangers)]).toEqual([]);
  });
});

describe('the end of a finding', () => {
  /** Rules that hold by the last that was known, so that silence leaves them holding. */
  const blemishes = new Set(judgeFindings(calmFleetEntities(now), now).holding.map(({ id }) => id));
  const passing = told.filter((code) => findingsIn(code).some(({ id }) => !blemishes.has(id)));

  test.each(passing)('of %s is seen once the fleet is calm again', (code) => {
    const calm = judgeFindings([...calmFleetEntities(now), quota('us-east-1', 256), quota('us-west-2', 256)], now);
    for (const one of findingsIn(code).filter(({ id }) => !blemishes.has(id))) {
      expect([one.id, calm.clearanceOf(one)]).not.toEqual([one.id, 'unknown']);
    }
  });

  /** What is cleared by the clock, by being gone, or by what is declared needs nobody to answer. */
  const withoutAnswer: readonly FindingCode[] = ['engine-not-collecting', ...standing];

  test.each(told.filter((code) => !withoutAnswer.includes(code)))(
    'of %s is not seen while nothing is known yet: it stays',
    (code) => {
      const { clearanceOf } = judgeFindings(startingEntities(now), now);
      for (const one of findingsIn(code)) expect(clearanceOf(one)).toBe('unknown');
    },
  );

  /** What the clock ends by itself. */
  const byTheClock: readonly FindingCode[] = ['records-changed'];

  test.each(told.filter((code) => !byTheClock.includes(code)))(
    'of %s is not seen when everything falls silent afterwards: it holds by what was known, or stays',
    (code) => {
      const later = now + 7_200_000;
      const entities = (scenarios[code]?.() ?? []).map((one) =>
        one.kind === 'engine' ? { ...one, tickedAt: later } : one,
      );
      const silence = judgeFindings(entities, later);
      const holding = new Set(silence.holding.map(({ id }) => id));
      const cleared = findingsIn(code).filter((one) => !holding.has(one.id) && silence.clearanceOf(one) !== 'unknown');
      expect(cleared.map(({ id }) => id)).toEqual([]);
    },
  );

  test('that was said with the region is superseded by the region that is down', () => {
    const down = judgeFindings(regionDownEntities(now, { failedFor: 600 }), now);
    for (const code of ['region-unreachable', 'link-late'] as const) {
      for (const one of findingsIn(code)) expect(down.clearanceOf(one)).toBe('superseded');
    }
  });

  test('of a call that fails is that it is refused now; one that was refused is not better for failing', () => {
    const [failing] = findingsIn('source-failing');
    const [denied] = findingsIn('source-denied');
    if (failing === undefined || denied === undefined) throw new Error('No such finding.');
    const as = (state: 'throttled' | 'failed') => judgeFindings(source('us-west-2/rds', state, state), now);
    expect(as('throttled').clearanceOf(failing)).toBe('superseded');
    expect(as('failed').clearanceOf(denied)).toBe('unknown');
  });

  test('of a breach is not seen while the objective is not measured', () => {
    const [breach] = findingsIn('objective-breached');
    if (breach === undefined) throw new Error('No breach.');
    const blind = judgeFindings(scenarios['objective-not-measured']?.() ?? [], now);
    expect(blind.clearanceOf(breach)).toBe('unknown');
    expect(judgeFindings(scenarios['objective-at-risk']?.() ?? [], now).clearanceOf(breach)).toBe('cleared');
  });

  test('of what is gone from the fleet is that it was withdrawn', () => {
    const empty = calmFleetEntities(now).filter(({ kind }) => ['engine', 'region', 'source'].includes(kind));
    for (const code of ['objective-breached', 'link-stalled', 'unprotected', 'endpoint-degraded'] as const) {
      for (const one of findingsIn(code)) expect(judgeFindings(empty, now).clearanceOf(one)).toBe('withdrawn');
    }
  });
});

test('the documentation lists every code as the registry has it', () => {
  const rows = findingCodes.map((code) => {
    const { area, severities, states, since, clears, raiseAfterSeconds, clearAfterSeconds } = factsOf(code);
    const cells = [`\`${code}\``, area, severities.join(', '), states, since, clears];
    return `| ${[...cells, raiseAfterSeconds, clearAfterSeconds].join(' | ')} |`;
  });
  const documented = readFileSync('docs/findings.md', 'utf8').split('\n');
  expect(documented.filter((line) => line.startsWith('| `'))).toEqual(rows);
});
