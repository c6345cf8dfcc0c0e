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
