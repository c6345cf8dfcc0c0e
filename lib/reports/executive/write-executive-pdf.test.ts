import { describe, expect, test } from 'vitest';
import { canonicalJson } from '@/lib/domain/reports/canonical-json';
import {
  type ExecutiveVariant,
  executiveVariantNames,
  executiveVariants,
  sampleExecutiveReport,
} from '@/lib/domain/reports/executive/testing/sample-executive-report';
import { eastAsianNames, renamed, rightToLeftNames } from '@/lib/domain/reports/executive/testing/sample-names';
import type { Sheet, SheetBlock, SheetText } from '@/lib/format/executive-report/sheet';
import { toSheet } from '@/lib/format/executive-report/to-sheet';
import { readPdf } from '../pdf/testing/read-pdf';
import { writeExecutivePdf } from './write-executive-pdf';

const sha256 = 'ab'.repeat(32);
const squeezed = (text: string) => text.replaceAll(/\s/g, '');
/** As a page has it: without the numbers of notes, which stand between words. */
const unmarked = (text: string) => squeezed(text).replaceAll(/\[\d+\]/g, '');
const known = new Map<ExecutiveVariant, Promise<readonly string[]>>();

/** The text of its pages; each is written and read once. */
function read(name: ExecutiveVariant): Promise<readonly string[]> {
  const pages = known.get(name) ?? writeExecutivePdf(executiveVariants[name](), sha256).then(readPdf);
  known.set(name, pages);
  return pages;
}

function textsOf(block: SheetBlock): readonly SheetText[] {
  switch (block.kind) {
    case 'heading':
    case 'lead':
    case 'paragraph':
      return [block.text];
    case 'figures':
      return block.items.flatMap(({ label, value, detail }) => [label, value, detail]);
    case 'facts':
      return block.rows.flat();
    case 'list':
      return block.items;
    case 'table':
      return block.rows.length === 0 ? [block.empty] : [...block.columns.map(({ head }) => head), ...block.rows.flat()];
    case 'days':
      return block.rows.map(({ label }) => label);
  }
}

const wordsOf = (blocks: Sheet['first']) =>
  blocks.flatMap(textsOf).map((text) => squeezed(typeof text === 'string' ? text : text.text));

/** Those whose words stand on paper in the order in which they are read, and are short enough not to need it line by line. */
const unreadable: readonly ExecutiveVariant[] = ['chinese-arabic-emoji', 'right-to-left-names', 'hundred-long-names'];
const readable = executiveVariantNames.filter((name) => !unreadable.includes(name));

describe.each(executiveVariantNames)('the report "%s" as PDF', (name) => {
  test('has its first part on page one alone, and the appendix from page two on', async () => {
    const [first = '', second = '', ...others] = await read(name);
    const sheet = toSheet(executiveVariants[name](), sha256);
    expect(squeezed(first)).toContain('Decisionswanted');
    expect(squeezed(first)).not.toContain('Appendix:');
    expect(squeezed(second)).toContain('Appendix:thestateandwhatitismadeof');
    // The last words of the first part, with which nothing went over.
    const last = sheet.first.at(-1);
    if (last?.kind === 'paragraph') expect(unmarked(first)).toContain(wordsOf([last])[0]);
    expect(others.some((page) => squeezed(page).includes('Appendix:'))).toBe(false);
  });

  test('leaves no heading and no head of a table alone at the foot of a page', async () => {
    // Behind what stands on a page comes its frame, and of that the band.
    const band = 'SIMULATED';
    const pages = (await read(name)).map(unmarked);
    const sheet = toSheet(executiveVariants[name](), sha256);
    expect(sheet.bands).toContain(band);
    const heads = sheet.appendix.flatMap((block) => {
      if (block.kind === 'heading') return wordsOf([block]);
      const columns = block.kind === 'table' && block.rows.length > 0 ? block.columns : [];
      const words = columns.map(({ head }) => squeezed(typeof head === 'string' ? head : head.text));
      return words.length === 0 ? [] : [words.join('')];
    });
    expect(heads.length).toBeGreaterThan(5);
    for (const head of heads) {
      expect(pages.some((page) => page.includes(head))).toBe(true);
      expect(pages.filter((page) => page.includes(`${head}${band}`))).toEqual([]);
    }
  });

  test('has a note for each number on the page, and a number for each note', async () => {
    const pages = await read(name);
    const isNote = /\[(\d+)\](?=Notmeasured:|Period|[^[\]]{0,60}\.Period|\\u\{…)/g;
    const text = squeezed(pages.join(' '));
    const notes = [...text.matchAll(isNote)].map(([, number]) => Number(number));
    const marks = [...text.matchAll(/\[(\d+)\]/g)].map(([, number]) => Number(number));
    expect(new Set(marks)).toEqual(new Set(notes));
    expect(notes).toHaveLength(new Set(notes).size);
    for (const note of notes) expect(marks.filter((mark) => mark === note).length).toBeGreaterThan(1);
    // Whoever holds page one alone has all of its notes.
    const first = squeezed(pages[0] ?? '');
    const ownNotes = new Set([...first.matchAll(isNote)].map(([, number]) => number));
    for (const [, number] of first.matchAll(/\[(\d+)\]/g)) expect(ownNotes).toContain(number);
  });

  test('is numbered and sealed on every page', async () => {
    const pages = await read(name);
    for (const [index, page] of pages.entries()) {
      expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
      expect(squeezed(page)).toContain(sha256);
      expect(page).toContain('SIMULATED');
    }
  });
});

describe.each(readable)('the words of the report "%s"', (name) => {
  test('are all on paper, each figure as the sheet has it', async () => {
    const pages = await read(name);
    const { first, appendix, footer } = toSheet(executiveVariants[name](), sha256);
    const text = unmarked(pages.join(' '));
    // A cell that is cut by the end of its page, or one of several lines beside another, reads in pieces.
    const whole = (blocks: Sheet['first']) => wordsOf(blocks).filter((words) => words.length <= 12 && words !== '');
    for (const words of whole(first)) expect(unmarked(pages[0] ?? '')).toContain(words);
    for (const words of whole(appendix)) expect(text).toContain(words);
    expect(text).toContain(squeezed(footer));
  });
});

describe('the executive report as PDF', () => {
  test('is the same bytes for the same report whenever it is made, and other bytes for another', async () => {
    const one = await writeExecutivePdf(sampleExecutiveReport(), sha256);
    const again = await writeExecutivePdf(JSON.parse(canonicalJson(sampleExecutiveReport())), sha256);
    expect(one.equals(again)).toBe(true);
    expect(one.equals(await writeExecutivePdf(executiveVariants['second-edition'](), sha256))).toBe(false);
    expect(one.toString('latin1')).toContain('D:20261104040000Z');
  });

  test('says on every page that the month goes on, while it does', async () => {
    expect((await read('so-far')).every((page) => page.includes('SIMULATED · MONTH SO FAR'))).toBe(true);
    expect((await read('closed')).some((page) => page.includes('MONTH SO FAR'))).toBe(false);
  });

  test('has names of 256 letters whole in the appendix', async () => {
    const [, ...appendix] = await read('long-names');
    for (const { name } of executiveVariants['long-names']().workloads) {
      expect(unmarked(appendix.join(''))).toContain(squeezed(name));
    }
  });

  test('shows names as they are written, from the left and from the right, and emoji by code point with a note', async () => {
    expect((await read('cyrillic-and-greek')).join(' ')).toContain('Заказы Storefront Ελληνικά');
    const eastAsian = squeezed((await read('east-asian-names')).join(' '));
    for (const name of eastAsianNames) expect(eastAsian).toContain(squeezed(name));
    const rightToLeft = (await read('right-to-left-names')).join(' ');
    // This reader tells nothing that has no width, the sign that parts Persian letters among it.
    for (const word of rightToLeftNames.flatMap((name) => name.replaceAll('\u200c', '').split(/[ ()]+/)))
      expect(rightToLeft).toContain(word);
    for (const whole of [eastAsian, rightToLeft]) expect(whole).not.toContain(String.raw`\u{`);
    const text = squeezed((await read('chinese-arabic-emoji')).join(' '));
    for (const shown of ['订单0', 'سلة', String.raw`\u{200f}`, String.raw`\u{1f6d2}`]) expect(text).toContain(shown);
    expect(text).toContain('standsforacharacterthatthisdocumentcannotshow');
  });

  test.each([
    '订单服务的购物车、结算「东区」'.repeat(12),
    'カートサービスッッー'.repeat(15),
    '주문관리서비스'.repeat(20),
    'المشترياتوالحسابات'.repeat(9),
    'ششصصههيي '.repeat(20),
    'עגלתקניות (ישן) '.repeat(12),
  ])('has its first part on page one and all of a long name in the appendix: %s', async (name) => {
    const pages = await readPdf(
      await writeExecutivePdf(
        renamed(sampleExecutiveReport(), () => name),
        sha256,
      ),
    );
    expect(squeezed(pages[0] ?? '')).toContain('Decisionswanted');
    expect(squeezed(pages[0] ?? '')).toContain('wholeintheappendix');
    expect(squeezed(pages[1] ?? '')).toContain('Appendix:thestateandwhatitismadeof');
    const letters = (text: string) => text.replaceAll(/[^\p{L}]/gu, '').length;
    const foreign = squeezed(pages.slice(1).join('')).replaceAll(/[\p{Script=Latin}]/gu, '');
    expect(letters(foreign)).toBeGreaterThan(20 * letters(name));
  });

  test('lets nobody turn a name around: what would do it is seen', async () => {
    const report = renamed(sampleExecutiveReport(), () => 'pay\u202etuokcehc\u2066 \u2067shop\ud800\u3164');
    const text = squeezed((await readPdf(await writeExecutivePdf(report, sha256))).join(' '));
    expect(text).toContain(String.raw`pay\u{202e}tuokcehc\u{2066}\u{2067}shop\u{d800}\u{3164}`);
  });

  test('carries the faces that its names need and no other, so that one of Latin names is as small as ever', async () => {
    const facesOf = async (name: string) => {
      const bytes = await writeExecutivePdf(
        renamed(sampleExecutiveReport(), () => name),
        sha256,
      );
      expect(bytes.length).toBeLessThan(250_000);
      return new Set(bytes.toString('latin1').match(/(?<=\+)(DejaVuSans|NotoSans|NotoNaskh)\w+(?=-)/g));
    };
    expect(await facesOf('Checkout Ελληνικά')).toEqual(new Set(['DejaVuSansCondensed']));
    expect(await facesOf('购物车 checkout')).toEqual(new Set(['DejaVuSansCondensed', 'NotoSansHans']));
    expect(await facesOf('注文管理サービス')).toEqual(new Set(['DejaVuSansCondensed', 'NotoSansJP']));
    expect(await facesOf('주문 管理')).toEqual(new Set(['DejaVuSansCondensed', 'NotoSansKR']));
    expect(await facesOf('ادائیگی کا نظام ہے')).toEqual(new Set(['DejaVuSansCondensed', 'NotoNaskhArabic']));
    expect(await facesOf('עגלת קניות')).toEqual(new Set(['DejaVuSansCondensed']));
  });

  test.each(['east-asian-names', 'right-to-left-names'] as const)(
    'is the same bytes each time for "%s"',
    async (name) => {
      const one = await writeExecutivePdf(executiveVariants[name](), sha256);
      expect(one.equals(await writeExecutivePdf(executiveVariants[name](), sha256))).toBe(true);
    },
  );
});
