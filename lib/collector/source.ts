import type { Answer, CallScope } from '@/lib/aws';
import type { Cadence, SourceRefusal, SourceState } from '@/lib/domain/entities';
import type { AccountId, Fleet, RegionCode } from '@/lib/domain/fleet';
import type { PollPurpose, TurnUse } from '@/lib/domain/polling/polled-item';
import type { EpochMs, Seconds } from '@/lib/domain/time';
import type { CollectorPorts } from './ports';
import type { Rhythm } from './schedule';
import type { Snapshot } from './snapshot';
import type { Topology } from './topology';

/** A failed end of a call, which is also the reason why its values are missing. */
export type Failure = Exclude<SourceState, 'answered'>;

/** What a merge works on. */
export interface MergeContext extends SourcePlan {
  /** Fleet time at which the question was sent: what a live answer says was true then, or later. */
  readonly askedAt: EpochMs;
  /** Fleet time at which the answer was there. */
  readonly receivedAt: EpochMs;
}

/** Puts what an attempt brought into the snapshot. Pure apart from the snapshot and topology it is given. */
export type Merge = (context: MergeContext) => void;

/** How an attempt ended and what it brings. */
export interface Outcome {
  readonly state: SourceState;
  /** For a person: why there is no answer, or what was odd about it; empty for an answer that is whole. */
  readonly message: string;
  /** Fleet time from which it is asked again; present where nothing was asked at all this time. */
  readonly notAskedUntil?: EpochMs;
  /** Fleet time before which it is not asked again, although it failed. */
  readonly restsUntil?: EpochMs;
  /** What AWS refused, each once. */
  readonly refused?: readonly SourceRefusal[];
  readonly merge: Merge;
}

/** What questions are derived from. */
export interface SourcePlan {
  readonly fleet: Fleet;
  readonly topology: Topology;
  readonly snapshot: Snapshot;
}

export interface AskContext extends SourcePlan {
  readonly ports: CollectorPorts;
  readonly scope: CallScope;
  readonly askedAt: EpochMs;
  readonly counters: CallCounters;
}

/** What the collector's asking costs. */
export interface CallCounters {
  /** One call of an API, e.g. `cloudwatch:GetMetricData`. */
  countCall(call: string): void;
  /** Metrics as CloudWatch bills them. */
  countBilledMetrics(metrics: number): void;
}

/** One API, or vantage, in one account and region: asked on its own, in its own rhythm. */
export interface SourceTask {
  /** `${accountId}/${region}/${api}` */
  readonly id: string;
  readonly accountId: AccountId;
  readonly region: RegionCode;
  readonly api: string;
  readonly call: string;
  readonly rhythm: Rhythm;
  /** How often it has something to say, where it looks for what is due more often than that; its rhythm where absent. */
  readonly answersEverySeconds?: Seconds;
  /** Wall milliseconds for one attempt. */
  readonly deadlineMs: number;
  /** A source that fails is asked again soon, unless its attempts cost money: then only when it is due. */
  readonly retries?: 'in-rhythm';
  /** What a turn of it is billed, as the plan stands; absent for calls that are free of charge. */
  readonly bills?: (plan: SourcePlan) => readonly BilledTurn[];
  /** Never rejects. `nothing-to-ask` leaves no trace: no attempt was made. */
  ask(context: AskContext): Promise<Outcome | 'nothing-to-ask'>;
  /** Whether something is to be asked that never was: then its turn is not waited for. */
  hasNews?(plan: SourcePlan): boolean;
  /** What the source's values become when an attempt failed. */
  lose(reason: Failure): Merge;
}

/** A billed part of a source's turns that a budget may stretch on its own. */
export interface BilledTurn extends TurnUse {
  /** The source's own id, or one beside it for a part that can have a period of its own. */
  readonly id: string;
  readonly purpose: PollPurpose;
  readonly usualSeconds: Seconds;
  /** A budget stretches no further. */
  readonly longestSeconds: Seconds;
}

/** A kind of source: where the fleet needs it, and how it is asked. One file each, one line in the registry. */
export type SourceKind = (fleet: Fleet, settings: SourceSettings) => readonly SourceTask[];

/** What turns periods and deadlines into cadences. */
export interface SourceSettings {
  /** Fleet seconds that `wallMs` milliseconds of waiting take. */
  toFleetSeconds(wallMs: number): Seconds;
  /** How often something billed is asked: as usual, or seldomer where a budget wants it. By the id of its billed turn. */
  periodOf(id: string, usualSeconds: Seconds): Seconds;
  /** Whether there is a place for the lines of bills; without it they are not asked for. */
  readonly keepsCosts?: boolean;
}

/** Wall milliseconds for a whole AWS call, retries included. */
export const awsDeadlineMs = 4000;

/** Wall milliseconds for a probe or a name. */
export const probeDeadlineMs = 1500;

/**
 * The cadence of a source that measures at the moment of asking: its period, or its deadline where an attempt may take
 * longer than a period; the deadline is also how late a value may honestly arrive.
 */
export function toAskedCadence(periodSeconds: Seconds, deadlineMs: number, settings: SourceSettings): Cadence {
  const deadlineSeconds = settings.toFleetSeconds(deadlineMs);
  return { cadenceSeconds: Math.max(periodSeconds, deadlineSeconds), publishDelaySeconds: deadlineSeconds };
}

/** Turns the answer of a single call into an outcome. */
export function toOutcome<T>(answer: Answer<T>, merge: (value: T) => Merge, lose: (reason: Failure) => Merge): Outcome {
  return {
    ...toEnding([answer]),
    merge: answer.state === 'answered' ? merge(answer.value) : lose(answer.state),
  };
}

/**
 * How an attempt of several calls ended: answered only when all of them were, with everything odd about them. A call
 * that was made and failed says more than one that was not made.
 */
export function toEnding(answers: readonly Answer<unknown>[]): Omit<Outcome, 'merge'> {
  const failures = answers.filter((answer) => answer.state !== 'answered');
  const failure = failures.find(({ notAskedUntil }) => notAskedUntil === undefined) ?? failures[0];
  if (failure === undefined) {
    const notices = answers.flatMap((answer) => (answer.state === 'answered' ? answer.notices : []));
    return { state: 'answered', message: [...new Set(notices)].join(' ') };
  }
  const { state, message, notAskedUntil } = failure;
  const isSomethingAnswered = failures.length < answers.length;
  const refused = listRefusals(failures);
  const ending = { state, message, ...(refused.length === 0 ? {} : { refused }) };
  return notAskedUntil === undefined || isSomethingAnswered ? ending : { ...ending, notAskedUntil };
}

function listRefusals(failures: readonly Exclude<Answer<never>, { state: 'answered' }>[]): readonly SourceRefusal[] {
  const refusals = failures.flatMap(({ refused }) => refused ?? []);
  return [...new Map(refusals.map((one) => [`${one.action} ${one.roleArn}`, one])).values()];
}

export function toSourceId(accountId: AccountId, region: RegionCode, api: string): string {
  return `${accountId}/${region}/${api}`;
}

export const noMerge: Merge = () => undefined;
