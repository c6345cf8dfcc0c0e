import { type Month, shiftMonth } from '@/lib/domain/costs/report/choose-month';
import { isMonth, monthAt, spanOfMonth } from '@/lib/domain/reports/executive/month-span';
import type { EpochMs } from '@/lib/domain/time';

/** Months before this one whose reports of the whole fleet are frozen by themselves, as far as anything is on record. */
const monthsBefore = 13;

/** Fleet days after the end of a month at which what is on record of it is looked at again: AWS corrects bills until then. */
const lookedAgainDays = [3, 7, 14, 35];

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
  readonly lookedMs: EpochMs;
}

/** Reports whose record is to be looked at again, who was looked at longest ago first. */
export function listToLookAt(newest: readonly NewestEdition[], now: EpochMs): readonly NewestEdition[] {
  return newest
    .filter(({ subjectId, lookedMs }) => {
      const month = subjectId.slice(0, 7);
      if (!isMonth(month)) return false;
      const { endAt } = spanOfMonth(month);
      return lookedAgainDays.some((days) => lookedMs < endAt + days * dayMs && endAt + days * dayMs <= now);
    })
    .sort((a, b) => a.lookedMs - b.lookedMs);
}

const dayMs = 86_400_000;
