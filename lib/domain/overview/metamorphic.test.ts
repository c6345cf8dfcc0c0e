import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EndpointEntity, Entity, EntityKind, EntityOf, LinkEntity, RoutingEntity } from '../entities';
import { deriveFindings } from '../findings/derive-findings';
import type { MissingReason, Observation } from '../observation';
import { loseValue } from '../observe';
import { judgedAt, observationOf, readings } from '../testing/arbitraries';
import { claimsOf, newClaims } from '../testing/claims';
import { withCompanions } from '../testing/sample-companions';
import { calmFleetEntities, regionDownEntities } from '../testing/sample-entities';
import { complianceStates, severities } from '../vocabulary';
import { buildFleetOverview } from './build-fleet-overview';
import type { FleetOverview, WorkloadView } from './types';

/** What must not happen when evidence gets worse, older or less, whatever the fleet looks like. */

const now = judgedAt;

function withoutFindings(entities: readonly Entity[]): Entity[] {
  return entities.filter(({ kind }) => kind !== 'finding');
}

const situations = [
  withoutFindings(withCompanions(calmFleetEntities(now), now)),
  ...[3, 20, 90, 1200].map((failedFor) => withoutFindings(regionDownEntities(now, { failedFor }))),
];

const served = fc.constantFrom('us-east-1', 'us-west-2', 'eu-central-1', 'unrecognised' as const);

/** Fleets in which some things are other than usual: badly served, differently routed, lagging, idle or stalled. */
const fleets: fc.Arbitrary<readonly Entity[]> = fc
  .record({
    base: fc.constantFrom(...situations),
    endpoints: fc.dictionary(
      fc.integer({ min: 0, max: 5 }).map(String),
      fc.record(
        {
          probe: observationOf(readings),
          route53: observationOf(readings),
          errorPercent: observationOf(fc.constantFrom(0, 0.2, 5, 40)),
          healthyHosts: observationOf(fc.integer({ min: 0, max: 6 })),
        },
        { requiredKeys: [] },
      ),
      { maxKeys: 3 },
    ),
    links: fc.dictionary(
      fc.integer({ min: 0, max: 13 }).map(String),
      fc.record(
        {
          copyState: observationOf(fc.constantFrom('replicating', 'rebuilding', 'pending-resync', 'not-replicating')),
          lag: observationOf(fc.constantFrom(0.1, 2, 50, 70, 4000)),
          writesPerSecond: observationOf(fc.constantFrom(0, 0.4, 180)),
        },
        { requiredKeys: [] },
      ),
      { maxKeys: 4 },
    ),
    answers: fc.array(observationOf(served), { maxLength: 2 }),
  })
  .map(({ base, endpoints, links, answers }) =>
    withAnswers(withParts(withParts(base, 'endpoint', endpoints), 'link', links), answers),
  );

function withParts(entities: readonly Entity[], kind: EntityKind, parts: Readonly<Record<string, object>>): Entity[] {
  let index = -1;
  return entities.map((entity) => {
    if (entity.kind !== kind) return entity;
    index += 1;
    return { ...entity, ...parts[String(index)] } as Entity;
  });
}

function withAnswers(entities: readonly Entity[], answers: readonly Observation<string>[]): Entity[] {
  let index = -1;
  return entities.map((entity) => {
    if (entity.kind !== 'routing') return entity;
    index += 1;
    const answer = answers[index];
    if (answer === undefined) return entity;
    return { ...entity, answer: mapValue(answer, (region) => ({ region, addresses: ['192.0.2.1'], ttlSeconds: 60 })) };
  });
}

function mapValue<T, U>(observation: Observation<T>, toValue: (value: T) => U): Observation<U> {
  if (observation.state === 'observed') return { ...observation, value: toValue(observation.value) };
  const { lastKnown } = observation;
  return {
    ...observation,
    lastKnown: lastKnown === 'none' ? 'none' : { ...lastKnown, value: toValue(lastKnown.value) },
  };
}

function all<K extends EntityKind>(entities: readonly Entity[], kind: K): EntityOf<K>[] {
  return entities.filter((entity): entity is EntityOf<K> => entity.kind === kind);
}

function replace(entities: readonly Entity[], changed: Entity): Entity[] {
  return entities.map((entity) => (entity.kind === changed.kind && entity.id === changed.id ? changed : entity));
}

const show = (entities: readonly Entity[]): FleetOverview => buildFleetOverview(entities, now);

const protectionWorstFirst: readonly WorkloadView['protection']['state'][] = [
  'unprotected',
  'at-risk',
  'unknown',
  'protected',
];

/** How well a workload stands, the higher the better: its objectives, its protection, and what is found about it. */
function standingOf(entities: readonly Entity[], workloadId: string) {
  const workload = show(entities).workloads.find(({ id }) => id === workloadId);
  if (workload === undefined) throw new Error(`There is no workload ${workloadId}.`);
  const about = deriveFindings(entities, now).filter((finding) => finding.workloadId === workloadId);
  const ofObjective = about.filter(({ code }) => code.startsWith('objective-') || code === 'unprotected');
  return {
    objectives: workload.objectives.map(({ rpo }) => complianceStates.indexOf(rpo.state)),
    protection: protectionWorstFirst.indexOf(workload.protection.state),
    gravest: Math.min(severities.length, ...ofObjective.map(({ severity }) => severities.indexOf(severity))),
  };
}

describe('the overview, when evidence gets worse', () => {
  test('a worse lag never improves compliance, protection or findings', () => {
    const cases = fc.record({
      entities: fleets,
      at: fc.nat(),
      lag: fc.constantFrom(0.1, 30, 49, 55, 100),
      worseBy: fc.double({ min: 0.1, max: 8000, noNaN: true }),
    });
    fc.assert(
      fc.property(cases, ({ entities, at, lag, worseBy }) => {
        const links = all(entities, 'link');
        const link = links[at % links.length];
        if (link === undefined) return;
        const withLag = (value: number) =>
          replace(entities, { ...link, lag: mapValue<number, number>(link.lag, () => value) } satisfies LinkEntity);
        const better = standingOf(withLag(lag), link.workloadId);
        const worse = standingOf(withLag(lag + worseBy), link.workloadId);
        for (const [index, rank] of worse.objectives.entries()) {
          expect(rank).toBeLessThanOrEqual(better.objectives[index] ?? Number.NEGATIVE_INFINITY);
        }
        expect(worse.protection).toBeLessThanOrEqual(better.protection);
        expect(worse.gravest).toBeLessThanOrEqual(better.gravest);
      }),
      { numRuns: 300 },
    );
  });

  test('an older measurement never makes anything look better', () => {
    const cases = fc.record({ entities: fleets, at: fc.nat(), older: fc.integer({ min: 1000, max: 3_600_000 }) });
    fc.assert(
      fc.property(cases, ({ entities, at, older }) => {
        const aged = changeOne(entities, at, (observation) => toOlder(observation, older));
        expect(newClaims(show(entities), show(aged))).toEqual([]);
      }),
      { numRuns: 600 },
    );
  });

  test('losing a measurement, or all of a source, never turns anything green', () => {
    const reasons: readonly MissingReason[] = ['timed-out', 'unreachable', 'denied', 'throttled', 'failed'];
    const cases = fc.record({
      entities: fleets,
      at: fc.nat(),
      reason: fc.constantFrom(...reasons),
      whole: fc.boolean(),
    });
    fc.assert(
      fc.property(cases, ({ entities, at, reason, whole }) => {
        const lose = (observation: Observation<unknown>) => loseValue(observation, reason, now);
        const after = whole ? loseSource(entities, at, reason) : changeOne(entities, at, lose);
        expect(newClaims(show(entities), show(after))).toEqual([]);
      }),
      { numRuns: 600 },
    );
  });

  test('a store of which nothing is discovered any more never turns anything green', () => {
    fc.assert(
      fc.property(fleets, fc.nat(), (entities, at) => {
        const stores = [...new Set(all(entities, 'link').map(({ workloadId, storeId }) => `${workloadId}/${storeId}`))];
        const gone = stores[at % stores.length];
        const left = entities.filter((one) => one.kind !== 'link' || `${one.workloadId}/${one.storeId}` !== gone);
        expect(newClaims(show(entities), show(left))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the overview of several accounts', () => {
  test('is the same whatever the order of accounts, workloads and entities', () => {
    const twoAccounts = [...inAccount('444455556666', situations[0] ?? []), ...(situations[2] ?? [])];
    const expected = show(twoAccounts);
    expect(expected.workloads.map(({ accountId }) => accountId)).toContain('444455556666');
    expect(claimsOf(expected).size).toBeGreaterThan(10);
    fc.assert(
      fc.property(fc.shuffledSubarray(twoAccounts, { minLength: twoAccounts.length }), (shuffled) => {
        expect(show(shuffled)).toEqual(expected);
        expect(deriveFindings(shuffled, now)).toEqual(deriveFindings(twoAccounts, now));
      }),
      { numRuns: 50 },
    );
  });
});

/** The same workloads again under another account, in the same regions. */
function inAccount(accountId: string, entities: readonly Entity[]): Entity[] {
  const text = JSON.stringify(entities.filter(({ kind }) => kind !== 'engine' && kind !== 'region'));
  return JSON.parse(
    text
      .replaceAll('111122223333', accountId)
      .replaceAll('"checkout', '"billing')
      .replaceAll('"storefront', '"outlet')
      .replaceAll('"archive', '"vault'),
  ) as Entity[];
}

/** Names of the observations of each kind of entity that verdicts rest on. */
const observed = {
  endpoint: ['probe', 'route53', 'errorPercent', 'healthyHosts', 'requestsPerSecond'],
  link: ['copyState', 'lag', 'writesPerSecond'],
  routing: ['answer', 'probe'],
  queue: ['messages', 'oldestMessageAgeSeconds'],
  backup: ['newest'],
} as const satisfies { readonly [K in EntityKind]?: readonly (keyof EntityOf<K>)[] };

interface Place {
  readonly entity: Entity;
  readonly member: string;
}

function placesOf(entities: readonly Entity[]): readonly Place[] {
  return entities.flatMap((entity) =>
    entity.kind in observed ? observed[entity.kind as keyof typeof observed].map((member) => ({ entity, member })) : [],
  );
}

function changeOne(
  entities: readonly Entity[],
  at: number,
  change: (observation: Observation<unknown>) => Observation<unknown>,
): Entity[] {
  const places = placesOf(entities);
  const place = places[at % places.length];
  return place === undefined ? [...entities] : replace(entities, changeMember(place, change));
}

function changeMember({ entity, member }: Place, change: (observation: Observation<unknown>) => Observation<unknown>) {
  const before = (entity as unknown as Readonly<Record<string, Observation<unknown>>>)[member];
  return before === undefined ? entity : ({ ...entity, [member]: change(before) } as Entity);
}

function toOlder<T>(observation: Observation<T>, byMs: number): Observation<T> {
  if (observation.state === 'observed') return { ...observation, measuredAt: observation.measuredAt - byMs };
  const { lastKnown } = observation;
  return {
    ...observation,
    lastKnown: lastKnown === 'none' ? 'none' : { ...lastKnown, measuredAt: lastKnown.measuredAt - byMs },
  };
}

/** One source stops answering, and everything that is read through it goes missing with its last value. */
function loseSource(entities: readonly Entity[], at: number, reason: MissingReason): Entity[] {
  const sources = all(entities, 'source');
  const source = sources[at % sources.length];
  if (source === undefined) return [...entities];
  const members = membersOf(source.api);
  const lost = entities.map((entity) =>
    isReadThrough(entity, source.region)
      ? members.reduce<Entity>(
          (changed, member) => changeMember({ entity: changed, member }, (one) => loseValue(one, reason, now)),
          entity,
        )
      : entity,
  );
  return replace(lost, { ...source, state: 'timed-out', message: 'It did not answer.', stateSince: now - 1000 });
}

function membersOf(api: string): readonly string[] {
  if (api === 'cloudwatch') return ['errorPercent', 'healthyHosts', 'requestsPerSecond', 'lag', 'writesPerSecond'];
  if (api === 'probe') return ['probe'];
  if (api === 'dns') return ['route53', 'answer'];
  return ['rds', 'dynamodb'].includes(api) ? ['copyState'] : [];
}

function isReadThrough(entity: Entity, region: string): entity is EndpointEntity | LinkEntity | RoutingEntity {
  if (entity.kind === 'endpoint') return entity.region === region;
  if (entity.kind === 'link') return entity.source === region || entity.target === region;
  return entity.kind === 'routing' && region === 'global';
}
