/**
 * A name that fits into so many characters: whole where it does, else its beginning and its end, which is what tells
 * names of one fleet apart. Only for names: a figure is shown whole or not at all.
 *
 * @example shortenName('payments-settlement-eu-central', 16) // 'payments…central'
 */
export function shortenName(name: string, most: number): string {
  const letters = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(name)].map(
    ({ segment }) => segment,
  );
  if (letters.length <= most) return name;
  if (most <= 1) return '…';
  const head = Math.ceil((most - 1) / 2);
  const tail = most - 1 - head;
  return `${letters.slice(0, head).join('')}…${tail === 0 ? '' : letters.slice(-tail).join('')}`;
}
