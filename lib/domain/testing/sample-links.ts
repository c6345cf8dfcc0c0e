import type { CheckerReport, Entity, HealthCheckEntity, LinkEntity, LinkResync, SourceEntity } from '../entities';
import { deriveFindings } from '../findings/derive-findings';
import { toMissing, toObserved } from '../observe';
import type { EpochMs } from '../time';
import { calmFleetEntities, sampleCadences, sampleFleet } from './sample-entities';

const accountId = '111122223333';
const minuteMs = 60_000;

/** Every finding derived anew, as the engine does after each change. */
export function judged(entities: readonly Entity[], now: EpochMs): Entity[] {
  const evidence = entities.filter(({ kind }) => kind !== 'finding');
  return [...evidence, ...deriveFindings(evidence, now)];
}

function changeLinks(entities: readonly Entity[], change: (link: LinkEntity) => LinkEntity): Entity[] {
  return entities.map((entity) => (entity.kind === 'link' ? change(entity) : entity));
}

/** The newest lag of the samples: the start of the minute that is two minutes old. */
export function newestMinute(now: EpochMs): EpochMs {
  return Math.floor(now / minuteMs) * minuteMs - 2 * minuteMs;
}

/** A calm fleet in which the Aurora link of checkout delivers nothing for ten minutes while its source takes writes. */
export function stalledLinkEntities(now: EpochMs): Entity[] {
  const since = newestMinute(now) - 10 * minuteMs;
  const stalled = (link: LinkEntity): LinkEntity => {
    if (link.workloadId !== 'checkout') return link;
    const last = toObserved(0.62, since, since + 135_000, 'cloudwatch');
    const resync: LinkResync = { phase: 'stalled', since, phaseSince: since + 480_000, worst: 'none', points: [] };
    return {
      ...link,
      lag: toMissing('no-data', since + 210_000, last),
      writingSince: since - 3_600_000,
      usualLag: { at: since, lagSeconds: 0.62 },
      resync,
    };
  };
  return judged(changeLinks(calmFleetEntities(now), stalled), now);
}

/** A fleet after an outage: links that drain, wait, are made anew, fall behind, and have caught up. */
export function resyncingEntities(now: EpochMs): Entity[] {
  const at = newestMinute(now);
  const since = at - 40 * minuteMs;
  const drain = [560, 530, 500, 470, 440].map((lagSeconds, step) => ({ at: at - (4 - step) * minuteMs, lagSeconds }));
  const behind = (link: LinkEntity, resync: Omit<LinkResync, 'since' | 'worst'>, lagSeconds: number): LinkEntity => ({
    ...link,
    lag: toObserved(lagSeconds, at, at + 100_000, 'cloudwatch'),
    usualLag: { at: since, lagSeconds: 1 },
    resync: { since, worst: { at: at - 5 * minuteMs, lagSeconds: 610 }, ...resync },
  });
  const states: readonly ((link: LinkEntity) => LinkEntity)[] = [
    (link) => behind(link, { phase: 'draining', phaseSince: drain[0]?.at ?? at, points: drain }, 440),
    (link) => behind(link, { phase: 'falling-behind', phaseSince: at, points: [{ at, lagSeconds: 95 }] }, 95),
    (link) => ({
      ...behind(link, { phase: 'rebuilding', phaseSince: at, points: [] }, 3),
      copyState: toObserved('rebuilding', now - 9000, now - 9000, 'aws-api'),
    }),
    (link) => ({
      ...behind(link, { phase: 'waits-for-resync', phaseSince: at, points: [] }, 3),
      copyState: toObserved('pending-resync', now - 9000, now - 9000, 'aws-api'),
    }),
    (link) => behind(link, { phase: 'caught-up', phaseSince: at - minuteMs, points: [] }, 1.1),
  ];
  let place = 0;
  const changed = changeLinks(calmFleetEntities(now), (link) => states[place++]?.(link) ?? link);
  return judged(changed, now);
}

const checkerRegions = [
  'us-east-1',
  'us-west-1',
  'us-west-2',
  'eu-west-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-northeast-1',
  'sa-east-1',
];

/** Endpoint checks of every workload; those of `failing` fail from most checker regions, as a network trouble looks. */
export function healthChecksAt(now: EpochMs, failing: string | 'none' = 'none'): readonly HealthCheckEntity[] {
  return sampleFleet.workloads.flatMap((workload) =>
    workload.entryPoints.flatMap(({ endpoints }) =>
      endpoints.map(({ region, hostname }): HealthCheckEntity => {
        const checkId = `check-${workload.id}-${region}`;
        return {
          kind: 'health-check',
          id: `${accountId}/${checkId}`,
          accountId,
          checkId,
          workloadId: workload.id,
          hostname,
          path: '/healthz',
          intervalSeconds: 10,
          failureThreshold: 3,
          disabled: false,
          inverted: false,
          checkers: toObserved(reportsAt(now, region === failing), now - 40_000, now - 40_000, 'aws-api'),
          cadence: sampleCadences.capacity,
        };
      }),
    ),
  );
}

function reportsAt(now: EpochMs, isFailing: boolean): readonly CheckerReport[] {
  return checkerRegions.flatMap((region, place) =>
    [0, 1].map((second): CheckerReport => {
      const fails = isFailing && (place !== 2 || second > 1);
      return {
        region,
        checkedAt: now - 42_000 - place * 1000,
        outcome: fails ? 'fail' : 'pass',
        detail: fails ? 'Failure: Connection timed out.' : 'Success: HTTP Status Code 200, OK',
      };
    }),
  );
}

/** A calm fleet with its health checks and the zone its records are in. */
export function routedEntities(entities: readonly Entity[], now: EpochMs, failing: string | 'none' = 'none'): Entity[] {
  const zone = { accountId, id: 'Z0ACME', readAt: now - 200_000 };
  const zoned = entities.map((entity): Entity => {
    if (entity.kind !== 'routing' || entity.records === undefined) return entity;
    return { ...entity, zone };
  });
  return judged([...zoned, ...healthChecksAt(now, failing)], now);
}

/** A calm fleet whose reader role lacks one action in one region, and an account that does not let the engine in. */
export function deniedEntities(now: EpochMs): Entity[] {
  const since = now - 1_860_000;
  const role = `arn:aws:iam::${accountId}:role/antipode-reader`;
  const calm = calmFleetEntities(now).map((entity): Entity => {
    if (entity.kind !== 'source') return entity;
    if (entity.api === 'sts') return { ...entity, accountName: 'production' };
    if (entity.api !== 'rds') return entity;
    return {
      ...entity,
      state: 'denied',
      stateSince: since,
      lastAnswerAt: since - 30_000,
      message: `rds:DescribeGlobalClusters in ${entity.region} (account ${accountId}) was denied. Aurora links from there keep their last values and age. Allow rds:DescribeGlobalClusters to ${role}, and check that no organisation policy forbids it in ${entity.region}.`,
      refused: [{ what: 'action', action: 'rds:DescribeGlobalClusters', roleArn: role }],
    };
  });
  return judged([...calm, ...shutAccount(calm, now, since)], now);
}

/** An account the engine is not let into: every API of it says so. */
function shutAccount(calm: readonly Entity[], now: EpochMs, since: EpochMs): readonly SourceEntity[] {
  const other = '444455556666';
  const role = `arn:aws:iam::${other}:role/antipode-reader`;
  return calm.flatMap((entity): SourceEntity[] => {
    if (entity.kind !== 'source' || !['sts', 'cloudwatch', 'cloudwatch-alarms'].includes(entity.api)) return [];
    return [
      {
        ...entity,
        id: `${other}/${entity.region}/${entity.api}`,
        accountId: other,
        ...(entity.api === 'sts' ? { accountName: 'staging' } : {}),
        state: 'denied',
        stateSince: since,
        lastAnswerAt: 'never',
        lastAttemptAt: now - 9000,
        message: `${entity.call} in ${entity.region} (account ${other}) is not asked, because the role ${role} is not given: sts:AssumeRole in eu-west-1 was denied.`,
        refused: [{ what: 'role', action: 'sts:AssumeRole', roleArn: role }],
      },
    ];
  });
}

/** A place of every kind of trouble with access, one region each. */
export function hinderedEntities(now: EpochMs): Entity[] {
  const states = ['throttled', 'region-not-enabled', 'credentials-expired', 'timed-out', 'no-support-plan'] as const;
  const regions = sampleFleet.regions.map(({ code }) => code);
  const changed = calmFleetEntities(now).map((entity): Entity => {
    if (entity.kind !== 'source' || entity.api === 'dns' || entity.api === 'probe') return entity;
    const state = states[regions.indexOf(entity.region)];
    if (state === undefined || entity.api === 'sts') return entity;
    const message = `${entity.call} in ${entity.region} (account ${accountId}) ended: ${state}.`;
    return { ...entity, state, message, stateSince: now - 600_000, lastAnswerAt: now - 601_000 };
  });
  return judged(changed, now);
}

/** As many accounts, regions and links as the largest fleet has, with a trouble here and there. */
export function largeFleetEntities(now: EpochMs): Entity[] {
  const calm = calmFleetEntities(now).filter(({ kind }) => kind !== 'finding');
  const source = calm.find((entity): entity is SourceEntity => entity.kind === 'source');
  const link = calm.find((entity): entity is LinkEntity => entity.kind === 'link');
  if (source === undefined || link === undefined) throw new Error('The calm fleet has no source or no link.');
  const regions = Array.from({ length: 20 }, (_, index) => `region-${String(index + 1).padStart(2, '0')}`);
  const accounts = Array.from({ length: 50 }, (_, index) => String(100_000_000_000 + index));
  const apis = ['sts', 'cloudwatch', 'cloudwatch-alarms', 'rds', 'dynamodb'];
  const sources = accounts.flatMap((account, first) =>
    regions.flatMap((region, second) =>
      apis.map((api, third): SourceEntity => {
        const isDenied = first % 17 === 3 && third === 3;
        const isThrottled = second === 7 && first % 11 === 0;
        return {
          ...source,
          id: `${account}/${region}/${api}`,
          accountId: account,
          region,
          api,
          call: api === 'rds' ? 'rds:DescribeGlobalClusters' : `${api}:Describe`,
          ...(api === 'sts' ? { accountName: `team-${first + 1}` } : {}),
          state: isDenied ? 'denied' : isThrottled ? 'throttled' : 'answered',
          message: isDenied ? 'rds:DescribeGlobalClusters was denied.' : isThrottled ? 'It was throttled.' : '',
        };
      }),
    ),
  );
  const links = Array.from({ length: 100 }, (_, workload) =>
    regions.slice(1).map((target, place): LinkEntity => {
      const lagSeconds = 0.2 + ((workload * 7 + place * 13) % 60) / 10;
      return {
        ...link,
        id: `workload-${workload}/orders/region-01>${target}`,
        workloadId: `workload-${workload}`,
        accountId: accounts[workload % 50] ?? accountId,
        source: 'region-01',
        target,
        lag: toObserved(lagSeconds, newestMinute(now), now - 5000, 'cloudwatch'),
      };
    }),
  ).flat();
  const names = regions.map(
    (code, place): Entity => ({
      kind: 'region',
      id: code,
      code,
      place: `Place ${place}`,
      latitude: place,
      longitude: place,
    }),
  );
  return [...calm, ...names, ...sources, ...links];
}
