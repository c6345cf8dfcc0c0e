import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../domain/reports/canonical-json';
import type { ReportEnvelope, SealedLine } from '../domain/reports/envelope';
import { executiveSubject } from '../persistence/executive-subject';
import { sealOf } from './chain';
import { hashReport } from './hash-report';
import { verifyReport } from './verify-report';

const scope = { accounts: 'all', regions: 'all', workloads: ['checkout'] } as const;
const report = {
  format: 'antipode-executive-report/1',
  month: '2026-10',
  scope,
  standing: { state: 'closed', edition: 2, restates: { edition: 1, sha256: 'ab'.repeat(32), sections: ['money'] } },
  objectives: { total: 3, met: 2 },
};
const subject = executiveSubject('2026-10', scope);
const pdfSha256 = 'cd'.repeat(32);

type Report = Readonly<Record<string, unknown>>;

function lineOf(of: Report, more: Readonly<Record<string, unknown>> = {}, target = subject): SealedLine {
  const sha256 = hashReport(canonicalJson(of));
  const details = { report: 'executive', edition: 2, sha256, pdfSha256, csvSha256: 'ef'.repeat(32), ...more };
  const who = { actor: 'engine-1', role: 'engine', action: 'write-report', outcome: 'accepted' };
  const entry = { number: 7, atMs: 7000, ...who, target, details };
  const previous = hashReport('what was before');
  return { number: 7, entry, previous, hash: sealOf(previous, entry) };
}

function written(of: Report, chain?: ReportEnvelope['chain'], line = lineOf(of)): string {
  const sealed = { state: 'sealed', lines: [line], head: { number: line.number, hash: line.hash } } as const;
  const sha256 = hashReport(canonicalJson(of));
  return `${canonicalJson({ format: 'antipode-report/1', report: of, sha256, pdfSha256, chain: chain ?? sealed })}\n`;
}

describe('the report of a month that is verified offline', () => {
  test('is whole as it was fetched, under its month and its part of the fleet', () => {
    expect(verifyReport(written(report), [])).toMatchObject({ state: 'whole', subject, edition: 2, line: 7 });
    const whole = { ...report, scope: { accounts: 'all', regions: 'all', workloads: 'all' } };
    expect(verifyReport(written(whole, undefined, lineOf(whole, {}, '2026-10')), [])).toMatchObject({
      state: 'whole',
      subject: '2026-10',
    });
  });

  test('is never whole once any byte of it is another', () => {
    const bytes = Buffer.from(written(report));
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (place, by) => {
        const changed = Buffer.from(bytes);
        changed[place] = ((changed[place] ?? 0) + by) % 256;
        expect(verifyReport(changed.toString('utf8'), []).state).not.toBe('whole');
      }),
      { numRuns: 600 },
    );
  });

  test('names what was tampered with: its content, its hash, the hash of its PDF', () => {
    const forged = { ...report, objectives: { total: 3, met: 3 } };
    const text = written(report);
    expect(verifyReport(text.replace('"met":2', '"met":3'), [])).toMatchObject({
      line: 'none',
      sentence: expect.stringContaining('The report was changed'),
    });
    expect(verifyReport(written(forged, undefined, lineOf(report)), [])).toMatchObject({
      line: 7,
      sentence: expect.stringContaining('has the hash'),
    });
    expect(
      verifyReport(
        text.replace(`"pdfSha256":"${pdfSha256}","report"`, `"pdfSha256":"${'00'.repeat(32)}","report"`),
        [],
      ),
    ).toMatchObject({
      line: 7,
      sentence: expect.stringContaining('another hash of the PDF'),
    });
  });

  test('is not that of another month, part, edition or kind, whatever line is put beside it', () => {
    const others: readonly [SealedLine, string][] = [
      [lineOf(report, {}, '2026-10'), `is about 2026-10, and the report is about ${subject}`],
      [lineOf(report, {}, subject.replace('2026-10', '2026-09')), 'is about 2026-09/'],
      [lineOf(report, { edition: 1 }), 'of another edition'],
      [lineOf(report, { report: 'recovery' }), 'of a report of another kind'],
    ];
    for (const [line, sentence] of others) {
      const verdict = verifyReport(written(report, undefined, line), []);
      expect(verdict).toMatchObject({ state: 'broken', line: 7, sentence: expect.stringContaining(sentence) });
    }
  });

  test('that is not frozen says so, and one that says it is frozen cannot pass as a draft', () => {
    const draft = { ...report, standing: { state: 'so-far', because: 'October 2026 goes on' } };
    const chain = { state: 'not-frozen' } as const;
    expect(verifyReport(written(draft, chain), [])).toMatchObject({
      state: 'not-frozen',
      sentence: expect.stringContaining('not frozen'),
    });
    expect(verifyReport(written(draft, chain).replace('goes on', 'is over'), [])).toMatchObject({ state: 'broken' });
    expect(verifyReport(written(report, chain), [])).toMatchObject({
      state: 'broken',
      sentence: expect.stringContaining('says that it is frozen'),
    });
    expect(verifyReport(written(draft), [])).toMatchObject({ state: 'broken', line: 7 });
  });

  test('that does not say what it is of is broken', () => {
    const nameless = { format: report.format, standing: report.standing };
    expect(verifyReport(written(nameless), [])).toMatchObject({ state: 'broken', line: 7 });
  });
});
