import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../domain/reports/canonical-json';
import type { ReportEnvelope, SealedLine } from '../domain/reports/envelope';
import { beginning, sealOf } from './chain';
import { hashReport } from './hash-report';
import { verifyReport } from './verify-report';

const report = {
  format: 'antipode-recovery-report/1',
  edition: 1,
  run: { id: 'run-1', reason: 'Größe 订单' },
  seconds: 12.5,
};
const sha256 = hashReport(canonicalJson(report));
const pdfSha256 = 'cd'.repeat(32);

function entryOf(number: number, more: Partial<SealedLine['entry']> = {}): SealedLine['entry'] {
  const usual = { atMs: number * 1000, actor: 'engine-1', role: 'engine', action: 'drive-execution', target: 'run-2' };
  return { number, ...usual, outcome: 'accepted', details: {}, ...more };
}
const own = entryOf(7, { action: 'write-report', target: 'run-1', details: { edition: 1, sha256, pdfSha256 } });

/** Lines that follow each other, sealed as the engine seals them. */
function sealed(entries: readonly SealedLine['entry'][], before = hashReport('what was before')): SealedLine[] {
  let previous = before;
  return entries.map((entry) => {
    const line = { number: entry.number, entry, previous, hash: sealOf(previous, entry) };
    previous = line.hash;
    return line;
  });
}

function envelope(more: Partial<ReportEnvelope> = {}, lines = sealed([own, entryOf(8), entryOf(9)])): ReportEnvelope {
  const { number, hash } = lines.at(-1) ?? { number: 0, hash: beginning };
  const chain = { state: 'sealed', lines, head: { number, hash } } as const;
  return { format: 'antipode-report/1', report, sha256, pdfSha256, chain, ...more };
}
const written = (value: ReportEnvelope) => `${canonicalJson(value)}\n`;
const anchorsOf = (lines: readonly SealedLine[]) => lines.map(({ number, hash }) => ({ number, hash }));

describe('a report that is verified offline', () => {
  test('is whole as it was fetched, and names its line and how far its chain reaches', () => {
    const lines = sealed([own, entryOf(8), entryOf(9)]);
    expect(verifyReport(written(envelope()), anchorsOf(lines).slice(1))).toEqual({
      state: 'whole',
      subject: 'run-1',
      edition: 1,
      sha256,
      line: 7,
      head: 9,
      lines: 3,
      anchors: 2,
    });
  });

  test('is never whole once any byte of it is another', () => {
    const bytes = Buffer.from(written(envelope()));
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (place, by) => {
        const changed = Buffer.from(bytes);
        changed[place] = ((changed[place] ?? 0) + by) % 256;
        expect(verifyReport(changed.toString('utf8'), []).state).not.toBe('whole');
      }),
      { numRuns: 600 },
    );
  });

  test('is never whole once a byte is taken out or put in', () => {
    const text = written(envelope());
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom('', ' ', '0', '}', 'x'), (place, put) => {
        const changed = text.slice(0, place) + put + text.slice(place + (put === '' ? 1 : 0));
        expect(verifyReport(changed, []).state).not.toBe('whole');
      }),
      { numRuns: 400 },
    );
  });

  test('names the report where its content was changed, hash rewritten or not', () => {
    const forged = { ...report, seconds: 1 };
    expect(verifyReport(written(envelope({ report: forged })), [])).toMatchObject({ state: 'broken', line: 'none' });
    const rehashed = verifyReport(written(envelope({ report: forged, sha256: hashReport(canonicalJson(forged)) })), []);
    expect(rehashed).toMatchObject({ state: 'broken', line: 7 });
    expect(rehashed).toHaveProperty('sentence', expect.stringContaining('has the hash'));
  });

  test('names a row that was put in the place of its own', () => {
    const others: readonly [Partial<SealedLine['entry']>, string][] = [
      [{ action: 'drive-execution' }, 'says nothing of a report'],
      [{ target: 'run-2' }, 'is about run-2, and the report is about run-1'],
      [{ details: { ...own.details, edition: 2 } }, 'of another edition'],
      [{ details: { ...own.details, pdfSha256: 'ef'.repeat(32) } }, 'another hash of the PDF'],
    ];
    for (const [more, sentence] of others) {
      const verdict = verifyReport(written(envelope({}, sealed([{ ...own, ...more }, entryOf(8)]))), []);
      expect(verdict).toMatchObject({ state: 'broken', line: 7, sentence: expect.stringContaining(sentence) });
    }
  });

  test('names the line at which a chain was cut, shortened, reordered or written over', () => {
    const lines = sealed([own, entryOf(8), entryOf(9), entryOf(10)]);
    const [a, b, c, d] = lines as [SealedLine, SealedLine, SealedLine, SealedLine];
    const head = { number: d.number, hash: d.hash };
    const verdictOf = (kept: readonly SealedLine[]) =>
      verifyReport(written(envelope({ chain: { state: 'sealed', lines: kept, head } })), []);
    expect(verdictOf([a, c, d])).toMatchObject({ line: 9, sentence: expect.stringContaining('does not follow') });
    expect(verdictOf([a, b, c])).toMatchObject({ line: 10, sentence: expect.stringContaining('cut off after line 9') });
    expect(verdictOf([a, c, b, d])).toMatchObject({ state: 'broken', line: 9 });
    const over = { ...c, entry: { ...c.entry, actor: 'eve' } };
    expect(verdictOf([a, b, over, d])).toMatchObject({
      line: 9,
      sentence: expect.stringContaining('not as it was sealed'),
    });
    expect(verdictOf([])).toMatchObject({ state: 'broken' });
  });

  test('that was forged with its whole chain is found by what was kept elsewhere, and only by that', () => {
    const forged = { ...report, seconds: 1 };
    const hash = hashReport(canonicalJson(forged));
    const lines = sealed([{ ...own, details: { ...own.details, sha256: hash } }, entryOf(8)]);
    const text = written(envelope({ report: forged, sha256: hash }, lines));
    expect(verifyReport(text, []).state).toBe('whole');
    const kept = anchorsOf(sealed([own, entryOf(8)]));
    expect(verifyReport(text, kept)).toMatchObject({ state: 'broken', line: 7 });
    expect(verifyReport(text, kept.slice(1))).toMatchObject({ state: 'broken', line: 8 });
  });

  test('is not whole while its line is not sealed, and not when it is no report', () => {
    const early = envelope({ chain: { state: 'not-sealed-yet', number: 7 } });
    expect(verifyReport(written(early), [])).toMatchObject({ state: 'not-sealed-yet', line: 7 });
    for (const text of [
      '',
      '[]',
      '{"report":1}',
      written(envelope()).replace('antipode-report/1', 'antipode-report/2'),
    ]) {
      expect(verifyReport(text, []).state).toBe('broken');
    }
  });

  test('is not whole with a second member of the same name, which readers read differently', () => {
    const text = written(envelope()).replace('"sha256":', `"sha256":"${'00'.repeat(32)}","sha256":`);
    expect(verifyReport(text, [])).toMatchObject({
      state: 'broken',
      sentence: expect.stringContaining('not as the console wrote it'),
    });
  });
});
