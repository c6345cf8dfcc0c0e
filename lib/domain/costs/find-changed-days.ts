import { addDays } from './days';
import type { PeriodLines } from './join-cuts';
import type { CostLine, Day } from './types';

type Head = Pick<PeriodLines<'region-record-type'>, 'from' | 'lines'>;

/** The days whose lines are not those that are kept, or of which none are kept; ascending as given. */
export function findChangedDays(told: readonly Head[], kept: readonly Head[]): readonly Day[] {
  const known = new Map(kept.map(({ from, lines }) => [from, toText(lines)]));
  return told.filter(({ from, lines }) => known.get(from) !== toText(lines)).map(({ from }) => from);
}

/** In an order of its own: AWS promises none. */
function toText(lines: readonly CostLine<'region-record-type'>[]): string {
  return lines
    .map(({ region, recordType, amounts }) =>
      JSON.stringify([
        region,
        recordType,
        amounts.unblended,
        amounts.amortized,
        amounts.netUnblended,
        amounts.netAmortized,
      ]),
    )
    .sort()
    .join();
}

/** Days of usage types are many lines: so many days are read at once, in some pages. */
const mostDaysAtOnce = 14;

/**
 * Which of the changed days are read next: the newest, and those shortly before it. What is left is read after that.
 *
 * @param changed ascending
 */
export function chooseDays(changed: readonly Day[]) {
  const newest = changed.at(-1);
  if (newest === undefined) return 'none' as const;
  const oldest = addDays(newest, 1 - mostDaysAtOnce);
  const fromDay = changed.find((day) => day >= oldest) ?? newest;
  return {
    fromDay,
    untilDay: addDays(newest, 1),
    left: changed.filter((day) => day < fromDay),
  };
}
