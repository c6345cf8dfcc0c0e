import type { Entity } from '@/lib/domain/entities';
import type { EpochMs } from '@/lib/domain/time';

/** Steps after which every entity was renewed once and every figure is where it was. */
export const cycleSteps = 20;

const heartbeatSteps = 5;
const probeSteps = 2;
/** Moments at which something began: they stay, so that a trouble that lasts is the same trouble. */
const beginnings = new Set([
  'since',
  'stateSince',
  'openedAt',
  'changedAt',
  'startedAt',
  'probeStreakStartedAt',
  'writingSince',
]);
/** Figures that go up and down. */
const moving = new Set(['lag', 'latencyP95Ms', 'requestsPerSecond', 'probe']);
/** No other number of an entity is as large. */
const earliestMoment = 1_000_000_000_000;

/**
 * A fleet that was recorded once and goes on: at any later moment each entity is as old as it was when it was recorded,
 * and its lags, latencies and requests move by a tenth in a cycle.
 */
export class RenewedFleet {
  readonly #entities: readonly Entity[];
  readonly #recordedAt: EpochMs;
  /** What is renewed in each step of the cycle. */
  readonly #turns: readonly (readonly Entity[])[];

  constructor(entities: readonly Entity[], recordedAt: EpochMs) {
    this.#entities = entities;
    this.#recordedAt = recordedAt;
    const every = entities.map(stepsBetween);
    this.#turns = Array.from({ length: cycleSteps }, (_, step) =>
      entities.filter((_entity, place) => (place + step) % (every[place] ?? 1) === 0),
    );
  }

  /** What a step renews, as JSON: what is probed every other second, the rest by twentieths. */
  renew(step: number, now: EpochMs): readonly string[] {
    return (this.#turns[step % cycleSteps] ?? []).map((entity) => this.#write(entity, step, now));
  }

  /** All of it as JSON, as the console answers it. */
  whole(step: number, now: EpochMs, since: string): string {
    const entities = this.#entities.map((entity) => this.#write(entity, step, now)).join(',');
    return `{"since":"${since}","clock":${clockReading(now)},"entities":[${entities}]}`;
  }

  /** Everybody has seen everything that was found when it was recorded. */
  seen(): readonly { findingId: string; since: EpochMs; actor: string; at: EpochMs }[] {
    return this.#entities.flatMap((entity) =>
      entity.kind === 'finding'
        ? [{ findingId: entity.id, since: entity.since, actor: 'bench', at: this.#recordedAt }]
        : [],
    );
  }

  #write(entity: Entity, step: number, now: EpochMs): string {
    const later = now - this.#recordedAt;
    const factor = 1 + 0.1 * Math.sin((2 * Math.PI * (step % cycleSteps)) / cycleSteps);
    return JSON.stringify(entity, (key, value: unknown) => {
      if (typeof value === 'number') return value >= earliestMoment && !beginnings.has(key) ? value + later : value;
      return moving.has(key) ? move(value, factor) : value;
    });
  }
}

/** Steps between two renewals, as the engine writes them: its heartbeat, what it probes, and what it asks by the minute. */
function stepsBetween(entity: Entity): number {
  if (entity.kind === 'engine') return heartbeatSteps;
  const cadences = [...JSON.stringify(entity).matchAll(/"cadenceSeconds":([0-9.]+)/g)].map(([, seconds]) =>
    Number(seconds),
  );
  return Math.min(...cadences) <= heartbeatSteps ? probeSteps : cycleSteps;
}

/** The console's clock: fleet time is wall time. */
export function clockReading(now: EpochMs): string {
  return `{"anchor":{"anchorFleetMs":0,"anchorWallMs":0,"speed":1},"serverWallMs":${now}}`;
}

/** An observation with its figure multiplied; anything else as it is. */
function move(observation: unknown, factor: number): unknown {
  if (typeof observation !== 'object' || observation === null || !('value' in observation)) return observation;
  const { value } = observation;
  if (typeof value === 'number')
    return value < earliestMoment ? { ...observation, value: value * factor } : observation;
  if (typeof value !== 'object' || value === null || !('latencyMs' in value)) return observation;
  return { ...observation, value: { ...value, latencyMs: Number(value.latencyMs) * factor } };
}
