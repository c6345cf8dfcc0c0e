import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ExecutiveVariant,
  executiveVariantNames,
  executiveVariants,
  sampleExecutiveReport,
} from '@/lib/domain/reports/executive/testing/sample-executive-report';
import { closedFrame, daysIn } from '@/lib/domain/reports/executive/testing/sample-frame';
import { renamed } from '@/lib/domain/reports/executive/testing/sample-names';
import { manyWorkloads } from '@/lib/domain/reports/executive/testing/sample-variants';
import { oddNames } from '@/lib/domain/testing/odd-entities';
import { heightOfPage } from './first-page/height-of-blocks';
import { firstPage, firstPageGaps, firstPageType } from './first-page/type';
import { writeFirstPage } from './first-page/write-first-page';
import type { Sheet, SheetBlock, SheetPiece, SheetText } from './sheet';
import { toSheet } from './to-sheet';

const sha256 = 'ab'.repeat(32);
const known = new Map<ExecutiveVariant, Sheet>();

function sheetOf(name: ExecutiveVariant): Sheet {
  const sheet = known.get(name) ?? toSheet(executiveVariants[name](), sha256);
  known.set(name, sheet);
  return sheet;
}

const room =
  firstPage.height - firstPageType.title.lineHeight - firstPageType.subtitle.lineHeight - firstPageGaps.afterTitle;

function pieceOf(text: SheetText): SheetPiece {
  return typeof text === 'string' ? { text } : text;
}

function piecesOf(block: SheetBlock): readonly SheetPiece[] {
  switch (block.kind) {
    case 'heading':
      return [{ text: block.text }];
    case 'lead':
    case 'paragraph':
      return [pieceOf(block.text)];
    case 'figures':
      return block.items.flatMap(({ label, value, detail }) => [{ text: label }, value, pieceOf(detail)]);
    case 'facts':
      return block.rows.flatMap(([name, value]) => [{ text: name }, pieceOf(value)]);
    case 'list':
      return block.items.map(pieceOf);
    case 'table':
      if (block.rows.length === 0) return [{ text: block.empty }];
      return [...block.columns.map(({ head }) => head), ...block.rows.flat()].map(pieceOf);
    case 'days':
      return block.rows.map(({ label }) => ({ text: label }));
  }
}

function wordsOf({ title, subtitle, footer, seal, bands, first, appendix }: Sheet): string {
  const told = [...first, ...appendix].flatMap(piecesOf).flatMap(({ text, notes = [] }) => [text, ...notes]);
  return [title, subtitle, footer, seal, ...bands, ...told].join('\n');
}

function tablesOf(blocks: readonly SheetBlock[]) {
  return blocks.filter((block) => block.kind === 'table');
}

describe.each(executiveVariantNames)('the sheet of the report "%s"', (name) => {
  test('has words for everything: nothing of a program shows through', () => {
    const words = wordsOf(sheetOf(name));
    expect(words).not.toMatch(/\b(undefined|null|NaN|Infinity)\b|\[object /);
    expect(words).not.toMatch(/^\s*[-–—]\s*$/m);
  });

  test('has a first page that is no higher than a page is', () => {
    expect(heightOfPage(sheetOf(name).first)).toBeLessThanOrEqual(room);
  });

  test('tells the first page in the order in which it is asked', () => {
    const { first } = sheetOf(name);
    expect(first.slice(0, 2).map(({ kind }) => kind)).toEqual(['lead', 'figures']);
    expect(first.flatMap((block) => (block.kind === 'heading' ? [block.text] : []))).toEqual([
      'Workloads, the worst first',
      'Drills and runs',
      'Top risks',
      'Money',
      'Decisions wanted',
    ]);
  });

  test('shares the whole width of each table among its columns', () => {
    const { first, appendix } = sheetOf(name);
    for (const { columns, rows } of tablesOf([...first, ...appendix])) {
      expect(columns.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 6);
      for (const row of rows) expect(row).toHaveLength(columns.length);
    }
  });

  test('gives period, moment and method for every note that is not a mere reason', () => {
    const { first, appendix } = sheetOf(name);
    const notes = [...first, ...appendix].flatMap(piecesOf).flatMap((piece) => piece.notes ?? []);
    expect(notes.length).toBeGreaterThan(5);
    for (const note of notes) {
      expect(note).toMatch(/^(Not measured: [^.]+\.|.*Period .+; as of \d{4}-\d\d-\d\d.* UTC; method: .+[.…])$/s);
    }
  });

  test('says of everything that is shortened or left out that the appendix has it', () => {
    const report = executiveVariants[name]();
    const sheet = sheetOf(name);
    const words = sheet.first.flatMap(piecesOf).map(({ text }) => text);
    const rows = tablesOf(sheet.first);
    const counts = [report.workloads.length, report.recoveries.length, report.risks.length];
    for (const [index, count] of counts.entries()) {
      const left = count - (rows[index]?.rows.length ?? Number.NaN);
      if (left > 0) expect(words.join('\n')).toContain(`+${left} more in the appendix`);
    }
    if (words.some((text) => text.endsWith('…'))) {
      expect(words.join('\n')).toContain('What ends with … is whole in the appendix.');
    }
  });
});

describe('the sheet of an executive report', () => {
  test('fits on its first page whatever its names, its size and its methods are', () => {
    const name = fc.oneof(fc.string({ unit: 'binary', maxLength: 256 }), fc.constantFrom(...Object.values(oddNames)));
    fc.assert(
      fc.property(name, fc.integer({ min: 1, max: 40 }), fc.string({ maxLength: 600 }), (word, count, method) => {
        const many = manyWorkloads(sampleExecutiveReport(), count);
        const state = { ...many.state, sentence: `${many.state.sentence} ${method}`, method: `by ${method}` };
        const report = renamed({ ...many, state, objectives: { ...many.objectives, method } }, () => word);
        expect(heightOfPage(writeFirstPage(report))).toBeLessThanOrEqual(room);
      }),
      { numRuns: 40 },
    );
  });

  test('has every name of 256 letters whole in the appendix, and none of them on the first page', () => {
    const report = executiveVariants['long-names']();
    const sheet = toSheet(report, sha256);
    const first = sheet.first.flatMap(piecesOf).map(({ text }) => text);
    const appendix = sheet.appendix
      .flatMap(piecesOf)
      .map(({ text }) => text)
      .join('\n');
    const names = report.workloads.flatMap(({ name, owner }) => [name, owner]);
    expect(names.every((name) => name.length > 250)).toBe(true);
    for (const name of [...names, report.fleetName]) {
      expect(appendix).toContain(name);
      expect(first.some((text) => text.includes(name))).toBe(false);
    }
    for (const { sentence } of report.risks) expect(appendix).toContain(sentence);
    for (const { ask } of report.decisions) expect(appendix).toContain(ask);
  });

  test('has the worst on its first lines: who reads no further has read what matters', () => {
    const [workloads] = tablesOf(sheetOf('hundred-workloads').first);
    const states = workloads?.rows.map((row) => row.flatMap((cell) => pieceOf(cell).state ?? [])) ?? [];
    expect(states.length).toBeGreaterThan(3);
    expect(states.every((row) => row.includes('breached'))).toBe(true);
  });

  test('never reads as measured where nothing was, and gives a reason', () => {
    const sheet = sheetOf('nothing-measured');
    const pieces = sheet.appendix.flatMap(piecesOf).filter(({ text }) => text === 'not measured');
    expect(pieces.length).toBeGreaterThan(20);
    expect(
      pieces.filter(({ state }) => state === undefined).every(({ notes }) => notes?.[0]?.startsWith('Not measured: ')),
    ).toBe(true);
    const attained = wordsOf(sheet).match(/\b\d[\d.]* %/g) ?? [];
    // Only targets are left of all percentages.
    expect(new Set(attained)).toEqual(new Set(['99.9 %']));
  });

  test('marks what is estimated wherever it stands, and adds it to nothing', () => {
    const words = wordsOf(sheetOf('so-far'));
    for (const amount of ['$6,204.11', '$31,090.12', '$2,904.10']) {
      for (const before of words.split(amount).slice(0, -1)) expect(before.endsWith('est. ')).toBe(true);
      expect(words).toContain(`est. ${amount}`);
    }
    // Neither what was billed with the estimate of resilience, nor with the forecast.
    for (const sum of ['$24,616.4', '$49,502.4', '$37,294.2']) expect(words).not.toContain(sum);
  });

  test('adds no amount of one currency to one of another', () => {
    const words = wordsOf(sheetOf('two-currencies'));
    expect(words).toContain('$18,412.37');
    expect(words).toContain('CNY 20,100.01');
    expect(words).toContain('CNY apart, never added');
    expect(words).not.toContain('38,512');
  });

  test('rounds costs up and attainment down', () => {
    const words = wordsOf(sheetOf('closed'));
    expect(words).toContain('$18,412.37');
    expect(words).not.toContain('$18,412.36');
    const kept = sampleExecutiveReport();
    const [first, ...others] = kept.workloads;
    if (first === undefined) throw new Error('The sample has workloads');
    const recoveryPoints = first.recoveryPoints.map((point) => ({
      ...point,
      attainment: { ...point.attainment, state: 'measured' as const, percent: 99.9999 },
    }));
    const sheet = toSheet({ ...kept, workloads: [{ ...first, recoveryPoints }, ...others] }, sha256);
    expect(wordsOf(sheet)).toContain('99.99 %');
  });

  test('is banded while the month goes on, and never once it is closed', () => {
    expect(sheetOf('so-far').bands).toEqual(['SIMULATED', 'MONTH SO FAR']);
    expect(sheetOf('closed').bands).toEqual(['SIMULATED']);
    expect(toSheet(sampleExecutiveReport({ simulated: false }), sha256).bands).toEqual([]);
  });

  test('says what a later edition restates, and by which hash the earlier one is known', () => {
    const words = wordsOf(sheetOf('second-edition'));
    expect(words).toContain('edition 2, which restates edition 1 in: money, decisions');
    expect(words).toMatch(/edition 1, SHA-256 [0-9a-f]{64}/);
  });

  test('names days without a record and bills that were not read', () => {
    const words = wordsOf(sheetOf('missing-days'));
    expect(words).toContain('Nothing was recorded on 4 days: 5 to 7 and 20 October.');
    expect(words).toContain('nothing is billed of 5 to 7 and 20 October');
    expect(wordsOf(sheetOf('no-bills'))).toContain('account 111122223333: Cost Explorer was never asked');
  });

  test('counts days since the last drill up, and says that none is on record where there is none', () => {
    expect(wordsOf(sheetOf('closed'))).toContain('Days since the last drill: 10 (22 Oct 2026, EU accounts)');
    expect(wordsOf(sheetOf('nothing-measured'))).toContain('not measured, since no drill is on record');
  });

  test('writes names that begin a sentence as they are written', () => {
    expect(wordsOf(sheetOf('closed'))).toContain('\ncheckout/database in us-west-2 is 21 days behind us-east-1.');
  });

  test('has a day for every day of the period in every row of days', () => {
    const [days] = sheetOf('closed').appendix.filter((block) => block.kind === 'days');
    expect(days?.rows).toHaveLength(7);
    for (const row of days?.rows ?? []) expect(row.days).toHaveLength(daysIn(closedFrame, 'met').length);
  });
});
