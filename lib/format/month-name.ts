const names = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `2026-11` as `November 2026`. */
export function monthName(month: string): string {
  const [year, number] = month.split('-');
  const name = names[Number(number) - 1];
  return name === undefined ? month : `${name} ${year}`;
}
