import type { WorkloadId } from '@/lib/domain/fleet';
import type { MinuteRecord } from '@/lib/domain/history/record';
import type { Frame } from '../harness/frame';

/** What a rule has to say about one thing in one frame, or at the end of a run. */
export type Remark =
  /** It was as it must be. Only rules with conditions say so: how often they had anything to hold is counted. */
  | { readonly kind: 'held' }
  | { readonly kind: 'broken'; readonly entity: string; readonly figures: string }
  /** The rule does not hold here, for a reason that the rule states; these are counted. */
  | { readonly kind: 'excused'; readonly entity: string; readonly because: string };

/** A rule about every frame: a pure function of it. */
export interface FrameRule {
  /** The rule as a sentence. */
  readonly says: string;
  check(frame: Frame): readonly Remark[];
}

export const held: Remark = { kind: 'held' };

export function broken(entity: string, figures: string): Remark {
  return { kind: 'broken', entity, figures };
}

export function excused(entity: string, because: string): Remark {
  return { kind: 'excused', entity, because };
}

/** Seconds as figures show them. */
export function inSeconds(seconds: number): string {
  return `${Math.round(seconds * 10) / 10} s`;
}

/** What is on record when a run is over. */
export interface RunEnd {
  readonly last: Frame;
  /** The closed minutes of a workload, oldest first. */
  minutes(workloadId: WorkloadId): readonly MinuteRecord[];
}

/** A rule about a whole run; it may watch the frames as they pass. */
export interface RunRule {
  readonly says: string;
  watch(frame: Frame): void;
  conclude(end: RunEnd): readonly Remark[];
}
