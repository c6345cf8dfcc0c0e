import type { Workload } from '@/lib/domain/fleet';
import type { StoreLoss } from '@/lib/domain/recovery/decision';
import type { Seconds } from '@/lib/domain/time';
import { formatDuration } from '@/lib/domain/wording/duration';
import { isCoveredBy, lossesToAcknowledge } from '../rules/acknowledged-losses';

/** What a run costs a store, in words and figures. */
export interface LossView extends StoreLoss {
  /** What happens to it: `lost for good`, `out of reach until us-east-1 returns`, `nothing lost`. */
  readonly fateWords: string;
  readonly atMostWords: string;
  /** A person has to say that they know the figure. */
  readonly needsWord: boolean;
}

/** The figures of a run with what they mean; those that a person must know come first, the largest foremost. */
export function viewLosses(losses: readonly StoreLoss[], source: string): readonly LossView[] {
  const asked = new Set(lossesToAcknowledge(losses).map(({ storeId }) => storeId));
  return losses
    .map((loss): LossView => {
      return {
        ...loss,
        fateWords: fateWords(loss, source),
        atMostWords: atMostWords(loss),
        needsWord: asked.has(loss.storeId),
      };
    })
    .sort((a, b) => rankOf(a) - rankOf(b) || sizeOf(b) - sizeOf(a) || (a.storeId < b.storeId ? -1 : 1));
}

function fateWords({ fate, rebuildable }: StoreLoss, source: string): string {
  if (fate === 'none') return 'nothing lost';
  const words = fate === 'lost' ? 'lost for good' : `stranded until ${source} returns`;
  return rebuildable === true ? `${words}; can be filled anew` : words;
}

function atMostWords({ fate, atMostSeconds, estimate }: StoreLoss): string {
  if (fate === 'none') return '0 s';
  if (atMostSeconds === 'unknown') return 'not known';
  const words = formatDuration(atMostSeconds);
  return estimate ? `about ${words}, est.` : words;
}

function rankOf({ needsWord, fate }: LossView): number {
  return (needsWord ? 0 : 4) + ['lost', 'stranded', 'none'].indexOf(fate);
}

function sizeOf({ atMostSeconds }: StoreLoss): number {
  return atMostSeconds === 'unknown' ? Number.MAX_SAFE_INTEGER : atMostSeconds;
}

/** What became of a figure since a person acknowledged it. */
export type Acknowledged =
  | { readonly state: 'not-yet' }
  /** It stands, and has grown by so much since. */
  | { readonly state: 'stands'; readonly seen: Seconds | 'unknown' }
  /** It is more than what was acknowledged allows for: to be acknowledged anew. */
  | { readonly state: 'outgrown'; readonly seen: Seconds | 'unknown' };

/** Whether what a person acknowledged still covers the figure of now, by the rule of the command that starts the run. */
export function compareAcknowledged(seen: Seconds | 'unknown' | undefined, current: StoreLoss): Acknowledged {
  if (seen === undefined) return { state: 'not-yet' };
  return { state: isCoveredBy(seen, current) ? 'stands' : 'outgrown', seen };
}

/** The worst of the figures in one line; `none` where nothing can be lost. */
export function worstLossWords(losses: readonly StoreLoss[], workload?: Workload): string | 'none' {
  const [worst] = viewLosses(losses, 'the region').filter(({ needsWord }) => needsWord);
  if (worst === undefined) return 'none';
  const rpo = workload?.objectives.find(({ scenario }) => scenario === 'region-loss')?.rpoSeconds;
  const figure =
    worst.atMostSeconds === 'unknown' ? 'an unknown time' : `at most ${formatDuration(worst.atMostSeconds)}`;
  const isAbove = rpo !== undefined && (worst.atMostSeconds === 'unknown' || worst.atMostSeconds > rpo);
  return `${worst.storeId}: ${figure} ${worst.fate}${isAbove ? `, objective ${formatDuration(rpo)}` : ''}`;
}
