import { marksOfBeingWell, wordsOfBeingWell } from '../../e2e/pages/words-of-being-well';

const secondsPer = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/** Everything a page as it is served claims to be well, by its marks and by its words. */
export function readClaims(html: string): readonly string[] {
  const shown = withoutHidden(html);
  const marks = marksOfBeingWell.flatMap(([name, value]) => {
    const mark = `${name}="${value}"`;
    return shown.includes(mark) ? [mark] : [];
  });
  return [...marks, ...textsOf(shown).filter((text) => wordsOfBeingWell.test(text))];
}

/** The ages a page states, in seconds, oldest last; `12 m ago` is at least 720. */
export function readAges(html: string): readonly number[] {
  const ages = [...withoutHidden(html).matchAll(/\b(\d+) (s|m|h|d)(?: (\d+) (s|m|h))? ago/g)].map(
    ([, count, unit, rest = '0', restUnit = 's']) =>
      Number(count) * inSeconds(unit) + Number(rest) * inSeconds(restUnit),
  );
  return ages.sort((a, b) => a - b);
}

/** The age of the newest data of a region's page, in seconds. */
export function readNewestAge(html: string): number | 'not-stated' {
  const [, words] = /Newest data ([^<]* ago)/.exec(withoutHidden(html)) ?? [];
  return words === undefined ? 'not-stated' : (readAges(words)[0] ?? 'not-stated');
}

function inSeconds(unit = 's'): number {
  return secondsPer[unit as keyof typeof secondsPer];
}

/** Without what nobody sees: the page's data, its styles and the names of choices. */
function withoutHidden(html: string): string {
  return html.replace(/<(script|style|option|template)\b[\s\S]*?<\/\1>/g, '').replaceAll('<!-- -->', '');
}

function textsOf(html: string): string[] {
  return html
    .split(/<[^>]*>/)
    .map((text) => text.trim())
    .filter((text) => text !== '');
}
