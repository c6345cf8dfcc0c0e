import type { AwsEdge } from '@/lib/aws';
import type { Entity } from '@/lib/domain/entities';
import type { RegionCode, WorkloadId } from '@/lib/domain/fleet';
import type { Blocker } from '@/lib/domain/recovery/decision';
import type { CallRecord, FenceResult, PersonAsked } from '@/lib/domain/recovery/execution';
import type { HeldFlip } from '@/lib/domain/recovery/held-flip';
import type { PlanMode } from '@/lib/domain/recovery/plan';
import type { ExpectedSeconds, StepFacts, StepKind, StepOf, StepSpec } from '@/lib/domain/recovery/step';
import type { EpochMs, Seconds } from '@/lib/domain/time';
import type { Prober } from '@/lib/probes';

/** What a step is described for: the route of its plan, and what earlier runs took. */
export interface DescribeContext {
  readonly source: RegionCode;
  readonly target: RegionCode;
  /** How long such a step took in runs before; `none` where there were too few. */
  readonly measured?: (spec: StepSpec) => ExpectedSeconds | 'none';
}

/** Figures and words that an earlier call of the same step leaves to the later ones; kept by the run, as JSON. */
export type StepMemory = Readonly<Record<string, string | number | boolean>>;

/** Which step of which run, and how far it is. */
export interface StepContext {
  readonly executionId: string;
  readonly stepId: string;
  /** From 1; every retry that a person asks for counts one up. */
  readonly attempt: number;
  readonly workloadId: WorkloadId;
  readonly source: RegionCode;
  readonly target: RegionCode;
  readonly mode: PlanMode;
  /** Fleet time at which this attempt was first performed; `not-yet` before. */
  readonly begunAt: EpochMs | 'not-yet';
  readonly remembered: StepMemory;
  /** Whether a person agreed, in this run, to what the step is to delete. */
  readonly isAgreed: boolean;
  /** By region: instances of the workload when the run began, as `instancesOf` counts them. */
  readonly hadInstances: Readonly<Record<RegionCode, number>>;
}

/** Fleet time for steps: what they date and how long they pause. */
export interface StepClock {
  now(): EpochMs;
  /** Lets fleet time pass; rejects when the signal aborts. */
  pause(seconds: Seconds, signal: AbortSignal): Promise<void>;
}

/** Wall milliseconds that the calls of steps may take, everything included. */
export interface StepLimits {
  readonly readMs: number;
  /** A call that changes something and is broken off has an unknown outcome: it is given longer. */
  readonly actMs: number;
  /** One endpoint of a routing cluster; with five of them a slow one must not hold up the others. */
  readonly endpointMs: number;
  /** What is asked in the region being left: it is likely to be silent, and users wait. */
  readonly leftRegionMs: number;
  /** One request to the application, or one question to DNS. */
  readonly probeMs: number;
}

export const usualLimits: StepLimits = {
  readMs: 8000,
  actMs: 15_000,
  endpointMs: 2000,
  leftRegionMs: 4000,
  probeMs: 3000,
};

/** The health checks that are held by a metric, and who is to publish it: written down where every engine finds it. */
export interface FlipKeeper {
  find(id: string): Promise<HeldFlip | 'none'>;
  /** From now on every engine publishes the flip's value until it is ended. Rejects where this engine may not act. */
  hold(held: HeldFlip): Promise<void>;
  /** Nobody publishes it any more. Rejects where this engine may not act. */
  end(id: string): Promise<void>;
}

/** Everything outside that steps use. */
export interface StepPorts {
  readonly edge: AwsEdge;
  readonly prober: Prober;
  readonly clock: StepClock;
  readonly flips: FlipKeeper;
  readonly limits: StepLimits;
  /** The entities as they were last written: what was known, with its age. */
  readonly entities: () => Promise<readonly Entity[]>;
  /** Every gate of the run asked anew; what an approver has overridden is not among them. */
  readonly gates: () => Promise<readonly Blocker[]>;
  /** Aborts reading. What changes something is not broken off: its outcome would be unknown. */
  readonly signal: AbortSignal;
  /** Told of a fault of the console's own, for its log. */
  readonly onFault: (error: unknown, during: string) => void;
}

interface Told {
  /** What it did, found or waits for; one sentence. */
  readonly sentence: string;
  readonly calls: readonly CallRecord[];
}

/** A failure says what to do about it; nothing it did is left out. */
interface Failure extends Told {
  /** What to do next; a whole sentence. */
  readonly next: string;
}

interface Done extends Told {
  readonly state: 'done';
  readonly fence?: FenceResult;
  /** The run goes on, and yet what the step is for was not seen to be so: its sentence says what is missing. */
  readonly isUnproven?: true;
}

/**
 * How performing a step ended; never an exception. `begun`: accepted, to be looked at by `check`. `waits`: for a person.
 * `refused`: nothing was changed, and it may be performed again as it is. `failed`: it did something else than was
 * wanted, or nothing although it was accepted. `unknown`: whether it happened must be read back before anything else.
 */
export type StepOutcome =
  | Done
  | (Told & { readonly state: 'begun'; readonly remember: StepMemory; readonly lookAgainIn: Seconds })
  | (Told & { readonly state: 'waits'; readonly waitsFor: PersonAsked; readonly fence?: FenceResult })
  | (Failure & { readonly state: 'refused' })
  | (Failure & { readonly state: 'failed' })
  | (Failure & { readonly state: 'unknown'; readonly remember: StepMemory });

/** One look at something that takes its time. `lookAgainIn` is fleet seconds. */
export type StepCheck =
  | Done
  | {
      readonly state: 'not-yet';
      readonly sentence: string;
      readonly remember: StepMemory;
      readonly lookAgainIn: Seconds;
      /** What changed something; looks that found nothing new are left out. */
      readonly calls?: readonly CallRecord[];
    }
  | (Told & { readonly state: 'waits'; readonly waitsFor: PersonAsked; readonly fence?: FenceResult })
  | (Failure & { readonly state: 'failed' });

/**
 * What reading says of an effect whose outcome was not heard. `happened` and `under-way` go on with `check`;
 * `did-not-happen` may be performed again; `unknown` stops the run and asks.
 */
export interface ReadBack {
  readonly verdict: 'happened' | 'under-way' | 'did-not-happen' | 'unknown';
  /** The evidence, one sentence. */
  readonly sentence: string;
  readonly calls: readonly CallRecord[];
}

/** What would happen now, found out by reading alone. */
export interface DryRun {
  /** Sentences, in order. */
  readonly wouldHappen: readonly string[];
  /** What stands in the way now; empty where nothing does. What could not be read stands in the way. */
  readonly inTheWay: readonly string[];
  readonly calls: readonly CallRecord[];
}

/**
 * One kind of step: what is known of it beforehand, and how it is done. Nothing here throws for what happens outside;
 * the registry turns whatever is thrown all the same into an outcome that is not known.
 */
export interface StepKindRules<K extends StepKind> {
  readonly kind: K;
  /** Pure: what it calls and changes, what it depends on, how long it takes. */
  describe(spec: StepOf<K>, context: DescribeContext): StepFacts;
  /** Reads only; changes nothing. */
  dryRun(spec: StepOf<K>, ports: StepPorts, context: StepContext): Promise<DryRun>;
  /** Makes its one effect happen, unless it already has. */
  perform(spec: StepOf<K>, ports: StepPorts, context: StepContext): Promise<StepOutcome>;
  /** Whether the effect of this attempt happened; asked before any retry and after a take-over. Reads only. */
  readBack(spec: StepOf<K>, ports: StepPorts, context: StepContext): Promise<ReadBack>;
  /** Looks once whether what was begun is done; a write that may be repeated without harm is tried again by it. */
  check(spec: StepOf<K>, ports: StepPorts, context: StepContext): Promise<StepCheck>;
}
