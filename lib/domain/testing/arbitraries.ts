import fc from 'fast-check';
import type { Cadence, EndpointEntity, EndpointReading, EntityKind, EntityOf, LinkEntity } from '../entities';
import { type Missing, missingReasons, type Observation, type Observed } from '../observation';
import type { EpochMs } from '../time';
import { calmFleetEntities } from './sample-entities';

/** The moment the properties judge at. */
export const judgedAt: EpochMs = Date.parse('2026-11-20T12:10:37Z');

const moments = fc.integer({ min: judgedAt - 3_600_000, max: judgedAt });
/** Moments close enough to be live, and far enough not to be. */
const pastMoments = fc.oneof(
  fc.integer({ min: judgedAt - 10_000, max: judgedAt }),
  fc.integer({ min: judgedAt - 600_000, max: judgedAt }),
  moments,
);

export const cadences: fc.Arbitrary<Cadence> = fc.record({
  cadenceSeconds: fc.constantFrom(2, 30, 60, 300),
  publishDelaySeconds: fc.constantFrom(0, 2, 150),
});

export function observedOf<T>(value: fc.Arbitrary<T>): fc.Arbitrary<Observed<T>> {
  return fc
    .record({ value, measuredAt: pastMoments, vantage: fc.constantFrom('console-probe', 'cloudwatch') })
    .map(({ value: v, measuredAt, vantage }) => ({
      state: 'observed' as const,
      value: v,
      measuredAt,
      receivedAt: measuredAt,
      vantage: vantage as Observed<T>['vantage'],
    }));
}

export function missingOf<T>(value: fc.Arbitrary<T>): fc.Arbitrary<Missing<T>> {
  return fc.record({
    state: fc.constant('missing' as const),
    reason: fc.constantFrom(...missingReasons),
    since: pastMoments,
    lastKnown: fc.oneof(fc.constant('none' as const), observedOf(value)),
  });
}

export function observationOf<T>(value: fc.Arbitrary<T>): fc.Arbitrary<Observation<T>> {
  return fc.oneof(observedOf(value), missingOf(value));
}

export const readings: fc.Arbitrary<EndpointReading> = fc.oneof(
  fc.record({ outcome: fc.constant('pass' as const), latencyMs: fc.integer({ min: 1, max: 900 }) }),
  fc.record({ outcome: fc.constant('fail' as const), detail: fc.constantFrom('No answer within 1.5 s', 'HTTP 503') }),
);

export const lags = fc.oneof(fc.double({ min: 0, max: 5, noNaN: true }), fc.double({ min: 0, max: 4000, noNaN: true }));

/** Links in any state of evidence. */
export const links: fc.Arbitrary<LinkEntity> = fc
  .record({
    consistency: fc.constantFrom('eventual', 'strong'),
    copyState: observationOf(fc.constantFrom('replicating', 'rebuilding', 'pending-resync', 'not-replicating')),
    copyStateCadence: cadences,
    lag: observationOf(lags),
    lagCadence: cadences,
    writesPerSecond: observationOf(fc.constantFrom(0, 0.4, 180)),
    writesCadence: cadences,
    writesStoppedAt: fc.oneof(fc.constant('unproven' as const), pastMoments),
  })
  .map((parts) => ({ ...sampleLink(), ...parts }) as LinkEntity);

export const endpoints: fc.Arbitrary<EndpointEntity> = fc
  .record({
    probe: observationOf(readings),
    probeCadence: cadences,
    probeStreak: fc.integer({ min: 1, max: 40 }),
    route53: observationOf(readings),
    route53Cadence: cadences,
    errorPercent: observationOf(fc.double({ min: 0, max: 100, noNaN: true })),
    healthyHosts: observationOf(fc.integer({ min: 0, max: 8 })),
  })
  .map((parts) => ({ ...sampleEndpoint(), ...parts }));

/** The Aurora link of checkout as it is in the calm fleet at `judgedAt`, with what is given overwritten. */
export function sampleLink(overrides: Partial<LinkEntity> = {}): LinkEntity {
  return { ...calmLink, ...overrides };
}

/** An endpoint of checkout as it is in the calm fleet at `judgedAt`, with what is given overwritten. */
export function sampleEndpoint(overrides: Partial<EndpointEntity> = {}): EndpointEntity {
  return { ...calmEndpoint, ...overrides };
}

function firstOf<K extends EntityKind>(kind: K): EntityOf<K> {
  const found = calmFleetEntities(judgedAt).find((entity): entity is EntityOf<K> => entity.kind === kind);
  if (!found) throw new Error(`The calm fleet has no ${kind}`);
  return found;
}

const calmLink = firstOf('link');
const calmEndpoint = firstOf('endpoint');
