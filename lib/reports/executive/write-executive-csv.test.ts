import { describe, expect, test } from 'vitest';
import { canonicalJson } from '@/lib/domain/reports/canonical-json';
import {
  executiveVariantNames,
  executiveVariants,
  sampleExecutiveReport,
} from '@/lib/domain/reports/executive/testing/sample-executive-report';
import { renamed } from '@/lib/domain/reports/executive/testing/sample-names';
import { csvHead } from './csv/row';
import { writeExecutiveCsv } from './write-executive-csv';

type Line = Readonly<Record<(typeof csvHead)[number], string>>;

/** As RFC 4180 says: quoted where it has to be, a quote doubled, lines that end with CR LF. */
function readCsv(text: string): readonly Line[] {
  const cells = [...text.matchAll(/("(?:[^"]|"")*"|[^,\r\n]*)(,|\r\n)/g)];
  const rows: string[][] = [[]];
  for (const [, cell = '', end] of cells) {
    rows.at(-1)?.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end === '\r\n') rows.push([]);
  }
  const [head = [], ...lines] = rows.slice(0, -1);
  expect(head).toEqual([...csvHead]);
  return lines.map((line) => {
    expect(line).toHaveLength(head.length);
    return Object.fromEntries(head.map((name, index) => [name, line[index]])) as Line;
  });
}

describe.each(executiveVariantNames)('the figures of the report "%s" as a file', (name) => {
  test('read back whole: each has a value or a reason why there is none, and what it rests on', () => {
    const lines = readCsv(writeExecutiveCsv(executiveVariants[name]()));
    expect(lines.length).toBeGreaterThan(30);
    for (const line of lines) {
      if (line.state === 'not-measured') expect(line.value, JSON.stringify(line)).toBe('');
      if (line.value === '') expect(line.because, JSON.stringify(line)).not.toBe('');
      if (line.value !== '') expect(line.value).toMatch(/^-?\d+(\.\d+)?$/);
      expect([line['period from'], line['period to'], line['as of'], line.method]).not.toContain('');
    }
  });
});

describe('the figures of an executive report as a file', () => {
  test('are the same text for the same report', () => {
    const again = JSON.parse(canonicalJson(sampleExecutiveReport()));
    expect(writeExecutiveCsv(again)).toBe(writeExecutiveCsv(sampleExecutiveReport()));
  });

  test('are exact: nothing is rounded that a reader may reckon with', () => {
    const lines = readCsv(writeExecutiveCsv(sampleExecutiveReport()));
    const spent = lines.find(({ section, figure }) => section === 'money' && figure === 'spent');
    expect([spent?.state, spent?.value, spent?.currency]).toEqual(['billed', '18412.3622', 'USD']);
    const resilience = lines.filter(({ figure }) => figure === 'cost of resilience');
    expect(resilience.every(({ state }) => state === 'estimated')).toBe(true);
  });

  test('name the run that proves a figure with the hash of its report', () => {
    const report = sampleExecutiveReport();
    const lines = readCsv(writeExecutiveCsv(report));
    const [evidence] = report.workloads.find(({ id }) => id === 'checkout')?.recoveryTime.evidence ?? [];
    const proven = lines.find((line) => line['subject id'] === 'checkout' && line.figure === 'recovery time proven');
    expect([proven?.['evidence run'], proven?.['evidence hash']]).toEqual([evidence?.runId, evidence?.reportSha256]);
  });

  test('are never run by a spreadsheet, whatever workloads are called', () => {
    const text = writeExecutiveCsv(renamed(sampleExecutiveReport(), () => '=HYPERLINK("http://x")'));
    expect(text).not.toMatch(/(^|,)"?=/m);
    expect(readCsv(text).some((line) => line['subject name'] === `'=HYPERLINK("http://x")`)).toBe(true);
  });
});
