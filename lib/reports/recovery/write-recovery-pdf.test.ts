import { describe, expect, test } from 'vitest';
import { canonicalJson } from '@/lib/domain/reports/canonical-json';
import type { RecoveryReport } from '@/lib/domain/reports/recovery-report/report';
import { oddNames } from '@/lib/domain/testing/odd-entities';
import { buildRecoveryReport, firstEdition } from '@/lib/recovery/report/build-recovery-report';
import { sampleNow, sampleRecord } from '@/lib/recovery/report/testing/sample-record';
import { readPdf } from '../pdf/testing/read-pdf';
import { writeRecoveryPdf } from './write-recovery-pdf';

const sha256 = 'ab'.repeat(32);
const report = (more: Parameters<typeof sampleRecord>[0] = {}): RecoveryReport =>
  buildRecoveryReport(sampleRecord(more), firstEdition, sampleNow + 3_600_000);
const named = (name: string) => report({ workload: { name, rpoSeconds: 60 } });
const squeezed = (text: string) => text.replaceAll(/\s/g, '');

describe('the recovery report as PDF', () => {
  test('is the same bytes for the same report, and other bytes for another', async () => {
    const one = await writeRecoveryPdf(report(), sha256);
    const again = await writeRecoveryPdf(JSON.parse(canonicalJson(report())), sha256);
    expect(one.equals(again)).toBe(true);
    expect(one.equals(await writeRecoveryPdf(named('Another'), sha256))).toBe(false);
  });

  test('reads back with every section, figure, footnote, page number and the hash of the JSON', async () => {
    const pages = await readPdf(await writeRecoveryPdf(report(), sha256));
    const text = pages.join(' ');
    for (const words of [
      'Recovery report',
      'Recovery time by phase',
      'Potential data loss by store',
      'Exceptions',
      'Next actions',
      'Approvals and what people asked',
      'Steps',
      'Timeline',
      'Alarms, findings and AWS Health',
      'Calls',
      'SIMULATED',
      'est. ',
      'not measured',
      'method: from the first failure of the user path',
      'Alarm checkout-5xx fired',
      '4c3fa1d2-77b0-4a51-9f60-0d1b22e8c7aa',
    ]) {
      expect(squeezed(text)).toContain(squeezed(words));
    }
    for (const [index, page] of pages.entries()) {
      expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
      expect(squeezed(page)).toContain(sha256);
    }
  });

  test('has a footnote on its page for each mark, and each mark only with its footnote', async () => {
    const pages = await readPdf(await writeRecoveryPdf(report(), sha256));
    const text = squeezed(pages.join(' '));
    const marks = new Set([...text.matchAll(/\[(\d+)\]/g)].map(([, number]) => Number(number)));
    expect(marks.size).toBeGreaterThan(8);
    for (const number of marks) {
      expect(text).toMatch(new RegExp(`\\[${number}\\](Notmeasured:[^[]*\\.)?(Period|\\\\u)`));
    }
  });

  test('leaves no row without its footnotes that moves on to the next page', async () => {
    const { recoveryPoint } = report();
    const [store] = recoveryPoint.stores;
    if (store === undefined) throw new Error('The sample has a store');
    const stores = Array.from({ length: 90 }, (_, index) => ({
      ...store,
      storeId: `store-${index}`,
      measured: { ...store.measured, method: `by way ${index} of reading` },
    }));
    const many = { ...report(), recoveryPoint: { ...recoveryPoint, stores } };
    const text = squeezed((await readPdf(await writeRecoveryPdf(many, sha256))).join(' '));
    for (const index of stores.keys()) expect(text).toContain(`method:byway${index}ofreading`);
  });

  test('keeps every word of a name of 256 letters, and shows Cyrillic and Greek as they are', async () => {
    const long = await readPdf(await writeRecoveryPdf(named(oddNames.long), sha256));
    expect(squeezed(long.join(''))).toContain(oddNames.long);
    const scripts = await readPdf(await writeRecoveryPdf(named('Заказы Ελληνικά łódź'), sha256));
    expect(scripts.join(' ')).toContain('Заказы Ελληνικά łódź');
  });

  test('shows names of East Asia and from right to left as they are written', async () => {
    for (const name of [
      '订单服务',
      '訂單服務',
      '注文管理カート',
      '주문 관리',
      'سلة المشتريات',
      'עגלת קניות',
      'پرداخت‌های',
    ]) {
      const text = (await readPdf(await writeRecoveryPdf(named(name), sha256))).join(' ');
      for (const word of name.replaceAll('\u200c', '').split(' ')) expect(text).toContain(word);
      expect(text).not.toContain(String.raw`\u{`);
    }
  });

  test('shows what it has no glyph for, and what nobody would see, by its code point, with a footnote that says so', async () => {
    for (const [name, shown] of [
      ['ประเทศไทย', String.raw`\u{e1b}`],
      [oddNames.rightToLeft, String.raw`\u{200f}`],
      [oddNames.emoji, String.raw`\u{1f6d2}`],
    ] as const) {
      const text = (await readPdf(await writeRecoveryPdf(named(name), sha256))).join(' ');
      expect(squeezed(text)).toContain(shown);
      expect(squeezed(text)).toContain('standsforacharacterthatthisdocumentcannotshow');
    }
  });

  test('lets a call whose detail is longer than a page go on on the next one', async () => {
    const known = sampleRecord();
    const detail = Array.from({ length: 2500 }, (_, index) => `word${index}`).join(' ');
    const attempts = known.attempts.map((attempt) => ({
      ...attempt,
      calls: attempt.calls.map((call) => ({ ...call, detail })),
    }));
    const pages = await readPdf(await writeRecoveryPdf(report({ attempts: attempts.slice(0, 3) }), sha256));
    expect(squeezed(pages.join(' '))).toContain('word2499');
  });

  test('is banded for practice', async () => {
    const { execution } = sampleRecord();
    const drill = await readPdf(await writeRecoveryPdf(report({ execution: { ...execution, drill: true } }), sha256));
    expect(drill.every((page) => page.includes('SIMULATED · DRILL'))).toBe(true);
    const real = await readPdf(await writeRecoveryPdf(report({ simulated: false }), sha256));
    expect(real.some((page) => page.includes('SIMULATED'))).toBe(false);
  });
});
