import { describe, expect, test } from 'vitest';
import { sampleBill, sampleReadings, seen } from '../../testing/sample-bills';
import { type Decimal, sumDecimals } from '../decimal';
import { buildCostReport } from '../report/build-cost-report';
import { type CostQuery, noFilters } from '../report/cost-query';
import { writeCostsCsv } from './costs-as-csv';
import { focusColumns, toFocusRows } from './focus-rows';
import type { Cell } from './write-csv';

const now = Date.parse('2026-11-20T04:00:00Z');
const bills = [{ accountId: '111122223333', bill: sampleBill(now, { withCredits: true }) }];
const plain: CostQuery = { month: '2026-11', basis: 'unblended', group: 'recordType', filters: noFilters };

type Row = Readonly<Record<(typeof focusColumns)[number], string>>;

function rowsOf(query: CostQuery): readonly Row[] {
  const rows = toFocusRows(bills, '2026-11', query);
  if (rows === 'not-told') throw new Error('Not told.');
  return rows.map((cells) => {
    expect(cells).toHaveLength(focusColumns.length);
    return Object.fromEntries(focusColumns.map((name, index) => [name, textOf(cells[index] ?? 'none')])) as Row;
  });
}

function textOf(cell: Cell): string {
  if (cell === 'none') return '';
  return 'number' in cell ? cell.number : cell.text;
}

const sum = (texts: readonly string[]) => sumDecimals(texts as readonly Decimal[]);

describe('rows of FOCUS', () => {
  test('add up to the bill on the basis each column is of, credits among them', () => {
    const rows = rowsOf(plain);
    const days = bills[0]?.bill.days.filter(({ from }) => from.startsWith('2026-11')) ?? [];
    expect(sum(rows.map((row) => row.BilledCost))).toBe(sum(days.map(({ total }) => total.netUnblended)));
    expect(sum(rows.map((row) => row.EffectiveCost))).toBe(sum(days.map(({ total }) => total.netAmortized)));
    expect(rows.find((row) => row.ChargeCategory === 'Credit')).toMatchObject({ BilledCost: '-1250', RegionId: '' });
  });

  test('are of one cut alone, so that no money is in the file twice', () => {
    const byUsage = rowsOf({ ...plain, group: 'usageType' });
    const byRecord = rowsOf(plain);
    expect(sum(byUsage.map((row) => row.x_UnblendedCost))).toBe(sum(byRecord.map((row) => row.x_UnblendedCost)));
    expect(byUsage.find((row) => row.x_UsageType === 'BoxUsage:m6i.large')).toMatchObject({
      BillingPeriodStart: '2026-11-01T00:00:00Z',
      BillingPeriodEnd: '2026-12-01T00:00:00Z',
      ChargePeriodStart: '2026-11-01T00:00:00Z',
      ChargePeriodEnd: '2026-11-02T00:00:00Z',
      ConsumedUnit: 'Hrs',
      SubAccountId: '111122223333',
      Tags: '{"workload":"checkout"}',
    });
  });

  test('are not made up where no cut tells what is asked', () => {
    const filters = { ...noFilters, service: ['Amazon DynamoDB'], usageType: ['WriteRequestUnits'] };
    expect(toFocusRows(bills, '2026-11', { ...plain, filters })).toBe('not-told');
  });
});

test('the page as a file has its lines with exact amounts and the days they are of', () => {
  const evidence = { readings: [seen(sampleReadings(now))], workloads: [], accounts: [] };
  const report = buildCostReport(evidence, { ...plain, group: 'region' }, now);
  const [told] = report.currencies.map((one) => one.told);
  if (told?.state !== 'told') throw new Error('Not told.');
  const [head, ...lines] = writeCostsCsv(report).trim().split('\r\n');
  expect(head).toMatch(/^Month,Basis,Currency,region,Amount,/);
  expect(sum(lines.map((line) => line.split(',')[4] ?? ''))).toBe(told.total);
  expect(lines[0]).toMatch(/^2026-11,unblended,USD,.*,18,30$/);
});
