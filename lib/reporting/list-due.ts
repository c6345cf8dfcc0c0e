import { type Month, shiftMonth } from '@/lib/domain/costs/report/choose-month';
import { isMonth, monthAt, spanOfMonth } from '@/lib/domain/reports/executive/month-span';
import type { EpochMs } from '@/lib/domain/time';

/** Months before this one whose reports of the whole fleet are frozen by themselves, as far as anything is on record. */
const monthsBefore = 13;

/** Fleet days after the end of a month at which what is on record of it is looked at again: AWS corrects bills until then. */
const lookedAgainDays = [3, 7, 14, 35];

/** An edition that was made after the last of them is looked at once more, so many fleet days later. */
const lateLookDays = 1;

/** Months that have ended and have no report of the whole fleet yet, the newest first. */
export function listMonthsToFreeze(
  onRecord: ReadonlySet<Month>,
  frozen: ReadonlySet<string>,
  now: EpochMs,
): readonly Month[] {
  const current = monthAt(now);
  return Array.from({ length: monthsBefore }, (_, index) => shiftMonth(current, -1 - index)).filter(
    (month) => onRecord.has(month) && !frozen.has(month),
  );
}

/** The newest edition of a report. */
export interface NewestEdition {
  /** The month, and behind a stroke the part of the fleet. */
  readonly subjectId: string;
  readonly edition: number;
  readonly madeMs: EpochMs;
  readonly lookedMs: EpochMs;
}

/** Reports whose record is to be looked at again, who was looked at longest ago first. */
export function listToLookAt(newest: readonly NewestEdition[], now: EpochMs): readonly NewestEdition[] {
  return newest
    .filter(({ lookedMs, ...one }) => looksAt(one).some((at) => lookedMs < at && at <= now))
    .sort((a, b) => a.lookedMs - b.lookedMs);
}

/** When the record of an edition is looked at again. */
function looksAt({ subjectId, madeMs }: Pick<NewestEdition, 'subjectId' | 'madeMs'>): readonly EpochMs[] {
  const month = subjectId.slice(0, 7);
  if (!isMonth(month)) return [];
  const { endAt } = spanOfMonth(month);
  const looks = lookedAgainDays.map((days) => endAt + days * dayMs);
  return looks.every((at) => at <= madeMs) ? [madeMs + lateLookDays * dayMs] : looks;
}

const dayMs = 86_400_000;
