import { formatList } from './list';

const names = 'January February March April May June July August September October November December'.split(' ');

/** `2026-10` as `October 2026`; what is no month stays as it is. */
export function formatMonth(month: string): string {
  const [year, number] = month.split('-');
  const name = names[Number(number) - 1];
  return name === undefined ? month : `${name} ${year}`;
}

/** `2026-10-04` as `4 October`; what is no day stays as it is. */
export function formatDayOfMonth(day: string): string {
  const name = names[Number(day.slice(5, 7)) - 1];
  return name === undefined ? day : `${Number(day.slice(8, 10))} ${name}`;
}

/** Days in a row as one: `1 to 15 and 20 October`, `30 October to 2 November`. Ascending, none twice. */
export function formatDays(days: readonly string[]): string {
  const stretches: { first: string; last: string }[] = [];
  for (const day of days) {
    const open = stretches.at(-1);
    if (open !== undefined && isNextDay(open.last, day)) open.last = day;
    else stretches.push({ first: day, last: day });
  }
  return formatList(
    stretches.map(({ first, last }, index) => formatStretch(first, last, stretches[index + 1]?.first)),
    stretches.length,
  );
}

/** The month is said with the last day of it. */
function formatStretch(first: string, last: string, next: string | undefined): string {
  const isSaidLater = next !== undefined && next.slice(0, 7) === last.slice(0, 7);
  const end = isSaidLater ? String(Number(last.slice(8, 10))) : formatDayOfMonth(last);
  if (first === last) return end;
  const start = first.slice(0, 7) === last.slice(0, 7) ? String(Number(first.slice(8, 10))) : formatDayOfMonth(first);
  return `${start} to ${end}`;
}

function isNextDay(day: string, next: string): boolean {
  return Date.parse(next) - Date.parse(day) === 86_400_000;
}
