import type { RegionCode, WorkloadId } from '@/lib/domain/fleet';
import type { EpochMs, Seconds } from '@/lib/domain/time';
import type { Fault, LinkTruth, Truth } from '@/lib/simulator/world/types';

/** Which link of the fleet is meant; the console's entity and the world's truth both say so. */
export interface LinkName {
  readonly workloadId: WorkloadId;
  readonly storeId: string;
  readonly source: RegionCode;
  readonly target: RegionCode;
}

interface Sample {
  readonly at: EpochMs;
  readonly lossSeconds: Seconds;
  readonly lagSeconds: Seconds;
}

/**
 * `loss`: age of the oldest write that is not at the target, up to the newest one; nothing where nobody writes. `lag`:
 * age of the newest moment whose writes are all at the target, whether anybody wrote since or not.
 */
export type TruthKind = 'loss' | 'lag';

/** A stretch of time in which a fault was in force; the end is open while it is. */
export interface FaultSpan {
  readonly fault: Fault;
  readonly from: EpochMs;
  readonly to: EpochMs | 'now';
}

/** Longer ago nothing a rule looks at lies. */
const keptMs = 60 * 60_000;

/** What was true, moment by moment, as the simulated world counted it. */
export class TruthBook {
  readonly #samples = new Map<string, Sample[]>();
  readonly #served = new Map<WorkloadId, { readonly at: EpochMs; readonly share: number }[]>();
  readonly #links = new Map<string, LinkTruth>();
  #newest: Truth | undefined;

  /** Notes the truth of one moment, later than the last. */
  note(truth: Truth): void {
    this.#newest = truth;
    for (const { workload, servedShare } of truth.users) {
      const samples = this.#served.get(workload) ?? [];
      this.#served.set(workload, samples);
      samples.push({ at: truth.now, share: servedShare });
      if (samples.length > 2400) samples.splice(0, 1200);
    }
    this.#links.clear();
    for (const link of truth.links) {
      const key = keyOf(toName(link));
      this.#links.set(key, link);
      const samples = this.#samples.get(key) ?? [];
      this.#samples.set(key, samples);
      samples.push({
        at: truth.now,
        lossSeconds: link.lossSeconds,
        lagSeconds: Math.max(0, (truth.now - link.recoverableUntil) / 1000),
      });
      if ((samples[0]?.at ?? truth.now) < truth.now - keptMs - 60_000) {
        samples.splice(
          0,
          samples.findIndex(({ at }) => at >= truth.now - keptMs),
        );
      }
    }
  }

  /** Whether less than `share` of a workload's requests got their answer at every moment of `from`…`to`. */
  wasServedBadlyThroughout(workloadId: WorkloadId, share: number, from: EpochMs, to: EpochMs): boolean {
    const samples = (this.#served.get(workloadId) ?? []).filter(({ at }) => at >= from && at <= to);
    return samples.length > 0 && samples.every((sample) => sample.share < share);
  }

  get now(): Truth {
    if (this.#newest === undefined) throw new Error('No truth was noted yet.');
    return this.#newest;
  }

  link(name: LinkName): LinkTruth | undefined {
    return this.#links.get(keyOf(name));
  }

  /** The largest true loss or lag of a link in `from`…`to`, both included; `unknown` where not all of that time was noted. */
  worst(kind: TruthKind, name: LinkName, from: EpochMs, to: EpochMs): Seconds | 'unknown' {
    return this.#reduce(kind, name, from, to, Math.max);
  }

  least(kind: TruthKind, name: LinkName, from: EpochMs, to: EpochMs): Seconds | 'unknown' {
    return this.#reduce(kind, name, from, to, Math.min);
  }

  /** Every fault that ever was in force, oldest first. */
  faults(): readonly FaultSpan[] {
    return this.now.faults.map(({ fault, startedAt, endedAt }) => ({ fault, from: startedAt, to: endedAt ?? 'now' }));
  }

  /** Faults that were in force at some time of `from`…now. */
  faultsSince(from: EpochMs): readonly FaultSpan[] {
    return this.faults().filter(({ to }) => to === 'now' || to >= from);
  }

  /** Whether nothing from outside has reached the region at any moment of `from`…`to`. */
  wasUnreachableThroughout(region: RegionCode, from: EpochMs, to: EpochMs): boolean {
    return covers(this.#spansWithout(region), from, to);
  }

  /** Whether the region could not be reached at some moment of `from`…`to`. */
  wasEverUnreachable(region: RegionCode, from: EpochMs, to: EpochMs): boolean {
    return this.#spansWithout(region).some((span) => span.from <= to && (span.to === 'now' || span.to >= from));
  }

  /** Whether the console reached nothing at all at some moment of `from`…now. */
  wasConsoleCutOffSince(from: EpochMs): boolean {
    return this.faultsSince(from).some(({ fault }) => fault.kind === 'console-cut-off');
  }

  /** Whether the console reached nothing at all at some moment of `from`…`to`. */
  wasConsoleEverCutOff(from: EpochMs, to: EpochMs): boolean {
    return this.faults().some(
      (span) => span.fault.kind === 'console-cut-off' && span.from <= to && (span.to === 'now' || span.to >= from),
    );
  }

  wasConsoleCutOffThroughout(from: EpochMs, to: EpochMs): boolean {
    return covers(
      this.faults().filter(({ fault }) => fault.kind === 'console-cut-off'),
      from,
      to,
    );
  }

  #spansWithout(region: RegionCode): readonly FaultSpan[] {
    return this.faults().filter(
      ({ fault }) => (fault.kind === 'region-outage' || fault.kind === 'region-cut-off') && fault.region === region,
    );
  }

  #reduce(
    kind: TruthKind,
    name: LinkName,
    from: EpochMs,
    to: EpochMs,
    choose: (a: number, b: number) => number,
  ): Seconds | 'unknown' {
    const samples = this.#samples.get(keyOf(name)) ?? [];
    let chosen: Seconds | 'unknown' = 'unknown';
    for (let index = samples.length - 1; index >= 0; index -= 1) {
      const sample = samples[index];
      if (sample === undefined || sample.at < from) return chosen;
      const value = kind === 'loss' ? sample.lossSeconds : sample.lagSeconds;
      if (sample.at <= to) chosen = chosen === 'unknown' ? value : choose(chosen, value);
    }
    return 'unknown';
  }
}

/** Whether spans together leave no moment of `from`…`to` open. */
function covers(spans: readonly FaultSpan[], from: EpochMs, to: EpochMs): boolean {
  let coveredTo = from;
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    if (span.from > coveredTo) break;
    coveredTo = Math.max(coveredTo, span.to === 'now' ? Number.POSITIVE_INFINITY : span.to);
  }
  // What ends at `to` is over by then.
  return coveredTo > to;
}

function toName({ workload, store, source, target }: LinkTruth): LinkName {
  return { workloadId: workload, storeId: store, source, target };
}

function keyOf({ workloadId, storeId, source, target }: LinkName): string {
  return `${workloadId}/${storeId}/${source}>${target}`;
}
