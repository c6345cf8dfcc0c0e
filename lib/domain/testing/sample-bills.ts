import { type Amounts, sumAmounts, toAmounts } from '../costs/amounts';
import type { Budget, BudgetEntity } from '../costs/budgets/budget';
import { type Decimal, parseDecimal } from '../costs/decimal';
import { groupBy } from '../costs/group-by';
import type { SeenCosts } from '../costs/report/seen-costs';
import { scaleDecimal } from '../costs/scale-decimal';
import type { Bill, BilledPeriod, CostLine, CostReadings, CutLines, DayCoverage, Quantity } from '../costs/types';
import type { MissingReason } from '../observation';
import { toMissing, toObserved } from '../observe';
import type { EpochMs } from '../time';

/** A line with all its properties, as no cut tells it: what samples are made of. */
export interface WholeLine {
  readonly region: string;
  readonly service: string;
  readonly workload: string;
  readonly usageType: string;
  readonly recordType: string;
  readonly amounts: Amounts;
  readonly quantity: Quantity;
}

const dayMs = 86_400_000;

export function decimal(text: string): Decimal {
  const value = parseDecimal(text);
  if (value === 'unreadable') throw new Error(`Not a decimal: ${text}`);
  return value;
}

/** The same lines cut in every way AWS cuts them. */
export function toCuts(lines: readonly WholeLine[]): CutLines {
  const cut = <C extends keyof CutLines>(keysOf: (line: WholeLine) => object, isByUsage = false) =>
    [...groupBy(lines, (line) => JSON.stringify(keysOf(line))).values()].flatMap((own) => {
      const [first] = own;
      if (first === undefined) return [];
      const amounts = sumAmounts(own.map((line) => line.amounts));
      const quantity = !isByUsage ? 'not-told' : own.length === 1 ? first.quantity : 'several-units';
      return [{ ...keysOf(first), amounts, quantity } as unknown as CostLine<C>];
    });
  return {
    'region-record-type': cut<'region-record-type'>(({ region, recordType }) => ({ region, recordType })),
    'region-service': cut<'region-service'>(({ region, service }) => ({ region, service })),
    'workload-region': cut<'workload-region'>(({ workload, region }) => ({ workload, region })),
    'workload-usage-type': cut<'workload-usage-type'>(({ workload, usageType }) => ({ workload, usageType }), true),
  };
}

export function toPeriod(from: string, until: string, lines: readonly WholeLine[], readAt: EpochMs): BilledPeriod {
  return {
    ...{ from, until, readAt },
    total: sumAmounts(lines.map(({ amounts }) => amounts)),
    lines: toCuts(lines),
    estimated: true,
    checkedAt: readAt,
  };
}

type Row = readonly [
  workload: string,
  region: string,
  service: string,
  usageType: string,
  daily: string,
  unit: string,
  quantity: string,
];

const ec2 = 'Amazon Elastic Compute Cloud - Compute';
const other = 'EC2 - Other';
const rds = 'Amazon Relational Database Service';
const table = 'Amazon DynamoDB';

/** What a day of the sample fleet costs. */
const dailyRows: readonly Row[] = [
  ['checkout', 'us-east-1', ec2, 'BoxUsage:m6i.large', '184.32', 'Hrs', '1920'],
  ['checkout', 'us-west-2', ec2, 'USW2-BoxUsage:m6i.large', '55.296', 'Hrs', '576'],
  ['checkout', 'us-east-1', rds, 'InstanceUsage:db.r6g.large', '18.72', 'Hrs', '72'],
  ['checkout', 'us-west-2', rds, 'USW2-InstanceUsage:db.r6g.large', '12.48', 'Hrs', '48'],
  ['checkout', 'us-east-1', rds, 'Aurora:StorageUsage', '1.354838709', 'GB-Mo', '13.548387096'],
  ['checkout', 'us-west-2', rds, 'USW2-Aurora:StorageUsage', '1.354838709', 'GB-Mo', '13.548387096'],
  ['checkout', 'us-west-2', rds, 'USW2-Aurora:ReplicatedWriteIO', '9.6021', '1M IOs', '48.0105'],
  ['checkout', 'us-east-1', rds, 'Aurora:BackupUsage', '0.121935483', 'GB-Mo', '5.806451612'],
  ['checkout', 'us-east-1', rds, 'USE1-USW2-AWS-Out-Bytes', '0.7204', 'GB', '36.02'],
  ['checkout', 'us-west-2', rds, 'USW2-USE1-AWS-In-Bytes', '0', 'GB', '36.02'],
  ['checkout', 'us-east-1', other, 'DataTransfer-Out-Bytes', '21.0713', 'GB', '234.125556'],
  ['checkout', 'global', 'Amazon Route 53', 'Recovery-Control-Cluster-Hours', '60', 'Hrs', '24'],
  ['checkout', 'global', 'Amazon Route 53', 'Health-Check-AWS', '0.032258064', 'HealthChecks', '0.064516129'],
  ['checkout', 'us-west-2', 'Amazon Example', 'USW2-Unheard-Of', '0.41', 'Things', '1'],
  ['storefront', 'us-east-1', ec2, 'BoxUsage:m6i.xlarge', '138.24', 'Hrs', '720'],
  ['storefront', 'us-west-2', ec2, 'USW2-BoxUsage:m6i.xlarge', '138.24', 'Hrs', '720'],
  ['storefront', 'eu-central-1', ec2, 'EUC1-BoxUsage:m6i.xlarge', '161.7408', 'Hrs', '720'],
  ['storefront', 'us-east-1', table, 'WriteRequestUnits', '14.0625', '1M WriteRequestUnits', '22.5'],
  [
    'storefront',
    'us-west-2',
    table,
    'USW2-ReplicatedWriteRequestUnits',
    '14.0625',
    '1M ReplicatedWriteRequestUnits',
    '22.5',
  ],
  [
    'storefront',
    'eu-central-1',
    table,
    'EUC1-ReplicatedWriteRequestUnits',
    '16.453125',
    '1M ReplicatedWriteRequestUnits',
    '22.5',
  ],
  ['storefront', 'us-east-1', table, 'USE1-EUC1-AWS-Out-Bytes', '0.9', 'GB', '45'],
  ['untagged', 'global', 'Amazon Route 53', 'HostedZone', '0.016129032', 'HostedZones', '0.032258064'],
  ['untagged', 'us-east-1', 'AmazonCloudWatch', 'CW:GMD-Metrics', '2.31', '1K Metrics', '231'],
  ['untagged', 'us-east-1', 'AWS Cost Explorer', 'APIRequest', '0.12', 'Requests', '12'],
];

/** Twice the standby and hardly any primary: the days after the region was given up. */
const movedRows: readonly Row[] = dailyRows.map(([workload, region, service, usageType, daily, unit, quantity]) => {
  const factor = workload !== 'checkout' || service !== ec2 ? 1 : region === 'us-west-2' ? 3.25 : 0.1;
  const scaled = (text: string) => scaleDecimal(decimal(text), factor);
  return [workload, region, service, usageType, scaled(daily), unit, scaled(quantity)];
});

function toLines(rows: readonly Row[], factor: number, currency: string): readonly WholeLine[] {
  const rate = currency === 'USD' ? 1 : 7;
  return rows.map(([workload, region, service, usageType, daily, unit, quantity]) => {
    const cost = scaleDecimal(decimal(daily), factor * rate);
    const isCompute = service === ec2;
    const amortized = isCompute ? scaleDecimal(cost, 0.82) : cost;
    return {
      ...{ workload, region, service, usageType },
      recordType: 'Usage',
      amounts: toAmounts((basis) => (basis === 'unblended' || basis === 'netUnblended' ? cost : amortized)),
      quantity: { amount: scaleDecimal(decimal(quantity), factor), unit },
    };
  });
}

const creditLine: WholeLine = {
  ...{ workload: 'untagged', region: 'NoRegion', service: ec2, usageType: 'Credit', recordType: 'Credit' },
  amounts: toAmounts(() => decimal('-1250')),
  quantity: { amount: decimal('1'), unit: 'Dollar' },
};

const taxLine: WholeLine = {
  ...{ workload: 'untagged', region: 'NoRegion', service: 'Tax', usageType: 'Tax', recordType: 'Tax' },
  amounts: toAmounts(() => decimal('41.17')),
  quantity: { amount: decimal('1'), unit: 'Dollar' },
};

export interface SampledBill {
  readonly currency?: string;
  /** Day of this month on which checkout was given up in us-east-1. */
  readonly movedOn?: number;
  /** Days of this month, by their number, that the bill has nothing of. */
  readonly absentDays?: readonly number[];
  /** A credit and a tax on the first of each month. */
  readonly withCredits?: true;
}

/** A bill of thirteen months up to now, of which yesterday and today are still arriving. */
export function sampleBill(
  now: EpochMs,
  { currency = 'USD', movedOn, absentDays = [], withCredits }: SampledBill,
): Bill {
  const dayOf = (at: EpochMs) => new Date(at).toISOString().slice(0, 10);
  const today = dayOf(now);
  const all = Array.from({ length: 62 }, (_, index) => dayOf(now - (61 - index) * dayMs));
  const isAbsent = (day: string) => day.slice(0, 7) === today.slice(0, 7) && absentDays.includes(Number(day.slice(8)));
  const linesOf = (day: string) => {
    const weekend = [0, 6].includes(new Date(day).getUTCDay());
    const isMoved = movedOn !== undefined && day >= `${today.slice(0, 8)}${String(movedOn).padStart(2, '0')}`;
    const share = day === today ? 0.1 : 1;
    const lines = toLines(isMoved ? movedRows : dailyRows, (weekend ? 0.86 : 1) * share, currency);
    return withCredits && day.endsWith('-01') ? [...lines, creditLine, taxLine] : lines;
  };
  const stateOf = (day: string): DayCoverage => {
    if (isAbsent(day)) return 'absent';
    return day >= dayOf(now - dayMs) ? 'arriving' : 'whole';
  };
  const firstDay = all[0] ?? today;
  const monthsBefore = Array.from({ length: 12 }, (_, index) => {
    const [year = Number.NaN, month = Number.NaN] = firstDay.split('-').map(Number);
    const from = new Date(Date.UTC(year, month - 1 - 12 + index, 1));
    const until = new Date(Date.UTC(year, month - 12 + index, 1));
    return { from, until, days: (until.getTime() - from.getTime()) / dayMs, growth: 0.8 + index * 0.015 };
  });
  return {
    currency,
    days: all
      .filter((day) => !isAbsent(day))
      .map((day) => toPeriod(day, dayOf(Date.parse(day) + dayMs), linesOf(day), now - 4 * 3_600_000)),
    months: monthsBefore.map(({ from, until, days, growth }) =>
      toPeriod(dayOf(from.getTime()), dayOf(until.getTime()), toLines(dailyRows, days * growth, currency), now - dayMs),
    ),
    coverage: all.map((day) => ({ day, state: stateOf(day) })),
  };
}

const account = '111122223333';

/** Everything read of an account, with its bill. */
export function sampleReadings(now: EpochMs, sampled: SampledBill = {}, accountId = account): CostReadings {
  const readAt = now - 4 * 3_600_000;
  const currency = sampled.currency ?? 'USD';
  const today = new Date(now).toISOString().slice(0, 10);
  const [year = Number.NaN, month = Number.NaN] = today.split('-').map(Number);
  const until = new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
  const left = (Date.parse(until) - Date.parse(today)) / dayMs;
  const onlyUnblended = (text: string) => toAmounts(() => scaleDecimal(decimal(text), left)).unblended;
  return {
    accountId,
    bill: toObserved(sampleBill(now, sampled), readAt, readAt, 'aws-api'),
    forecast: toObserved(
      {
        currency,
        levelPercent: 80,
        periods: [
          {
            ...{ from: today, until },
            expected: onlyUnblended('842.1'),
            atLeast: onlyUnblended('801.25'),
            atMost: onlyUnblended('891.5'),
          },
        ],
      },
      readAt,
      readAt,
      'aws-api',
    ),
    anomalies: toObserved(
      sampled.movedOn === undefined
        ? []
        : [
            {
              id: 'a1b2c3d4',
              monitorArn: `arn:aws:ce::${accountId}:anomalymonitor/0a1b2c3d`,
              from: `${today.slice(0, 8)}${String(sampled.movedOn).padStart(2, '0')}`,
              lastDay: 'goes-on',
              rootCauses: [
                {
                  service: ec2,
                  region: 'us-west-2',
                  accountId,
                  usageType: 'USW2-BoxUsage:m6i.large',
                  contribution: decimal('124.41'),
                },
              ],
              impact: {
                total: decimal('124.41'),
                mostInADay: decimal('124.41'),
                spent: decimal('179.71'),
                expected: decimal('55.30'),
              },
              score: { most: 0.91, now: 0.74 },
              feedback: 'none',
            },
          ],
      readAt,
      readAt,
      'aws-api',
    ),
    commitments: toObserved(
      {
        ...{ from: new Date(now - 30 * dayMs).toISOString().slice(0, 10), until: today },
        reservationCoverage: [
          {
            region: 'us-east-1',
            reservedHours: decimal('43200'),
            onDemandHours: decimal('14400'),
            coveredPercent: decimal('75'),
            onDemandCost: decimal('1382.4'),
          },
          {
            region: 'us-west-2',
            reservedHours: decimal('0'),
            onDemandHours: decimal('17280'),
            coveredPercent: decimal('0'),
            onDemandCost: decimal('1658.88'),
          },
        ],
        reservationUtilisation: [
          {
            region: 'us-east-1',
            reservationId: '11112222-3333',
            boughtHours: decimal('43200'),
            usedHours: decimal('42768'),
            unusedHours: decimal('432'),
            usedPercent: decimal('99'),
          },
        ],
        savingsPlansCoverage: [
          {
            region: 'us-east-1',
            covered: decimal('812.4'),
            onDemand: decimal('1382.4'),
            total: decimal('2194.8'),
            coveredPercent: decimal('37.01'),
          },
        ],
        savingsPlansUtilisation: {
          committed: decimal('900'),
          used: decimal('812.4'),
          unused: decimal('87.6'),
          usedPercent: decimal('90.27'),
        },
      },
      readAt,
      readAt,
      'aws-api',
    ),
    rightsizing: toObserved(
      [
        {
          resourceId: 'i-0standby00000001',
          name: 'checkout-standby',
          region: 'us-west-2',
          workload: 'checkout',
          action: 'terminate',
          instanceType: 'm6i.large',
          monthlyCost: decimal('70.08'),
          targets: [],
          monthlySavings: decimal('70.08'),
          currency,
        },
        {
          resourceId: 'i-0serving00000001',
          name: 'storefront-web',
          region: 'us-east-1',
          workload: 'storefront',
          action: 'modify',
          instanceType: 'm6i.xlarge',
          monthlyCost: decimal('140.16'),
          targets: [{ instanceType: 'm6i.large', monthlyCost: decimal('70.08') }],
          monthlySavings: decimal('70.08'),
          currency,
        },
        {
          resourceId: 'i-0nobody000000001',
          name: 'not-told',
          region: 'us-east-1',
          workload: 'untagged',
          action: 'terminate',
          instanceType: 'not-told',
          monthlyCost: 'not-told',
          targets: [],
          monthlySavings: 'not-told',
          currency,
        },
      ],
      readAt,
      readAt,
      'aws-api',
    ),
  };
}

/** The same after the API stopped answering: the last good values, dated. */
export function loseReadings(readings: CostReadings, reason: MissingReason, since: EpochMs): CostReadings {
  const lose = <T>(observation: T): T => {
    const known = observation as CostReadings['bill'];
    return toMissing(reason, since, known.state === 'observed' ? known : known.lastKnown) as T;
  };
  const { bill, forecast, anomalies, commitments, rightsizing } = readings;
  return {
    ...readings,
    ...{ bill: lose(bill), forecast: lose(forecast), anomalies: lose(anomalies) },
    ...{ commitments: lose(commitments), rightsizing: lose(rightsizing) },
  };
}

/** An account of which nothing was ever read. */
export function missingReadings(reason: MissingReason, since: EpochMs, accountId = account): CostReadings {
  const missing = () => toMissing<never>(reason, since);
  return {
    accountId,
    ...{ bill: missing(), forecast: missing(), anomalies: missing(), commitments: missing(), rightsizing: missing() },
  };
}

/** The readings as somebody sees them who may see the whole account. */
export function seen(readings: CostReadings | SeenCosts): SeenCosts {
  return 'hiddenCuts' in readings ? readings : { ...readings, hiddenCuts: [] };
}

/** The same for somebody who may see some regions only. */
function hideFrom(readings: CostReadings): SeenCosts {
  const { bill } = readings;
  if (bill.state === 'missing') return seen(readings);
  const limit = (period: BilledPeriod): BilledPeriod => ({
    ...period,
    lines: { ...period.lines, 'workload-usage-type': [] },
  });
  const value = { ...bill.value, days: bill.value.days.map(limit), months: bill.value.months.map(limit) };
  return {
    ...readings,
    bill: { ...bill, value },
    hiddenCuts: ['workload-usage-type'],
    ...{ forecast: 'out-of-scope', anomalies: 'out-of-scope', commitments: 'out-of-scope' },
  };
}

/** The bill in each of the states the page has to show. */
export const sampleCosts = {
  calm: (now: EpochMs) => [sampleReadings(now)],
  'region-loss': (now: EpochMs) => [sampleReadings(now, { movedOn: Math.max(2, new Date(now).getUTCDate() - 4) })],
  'missing-days': (now: EpochMs) => [sampleReadings(now, { absentDays: [3, 4] })],
  'nothing-billed': (now: EpochMs) => [
    sampleReadings(now, { absentDays: Array.from({ length: 31 }, (_, index) => index + 1) }),
  ],
  'other-currency': (now: EpochMs) => [sampleReadings(now), sampleReadings(now, { currency: 'CNY' }, '444455556666')],
  credits: (now: EpochMs) => [sampleReadings(now, { withCredits: true })],
  'not-set-up': (now: EpochMs) => [missingReadings('not-enabled', now - 3 * dayMs)],
  'out-of-scope': (now: EpochMs) => [hideFrom(sampleReadings(now))],
  denied: (now: EpochMs) => [sampleReadings(now), missingReadings('denied', now - dayMs, '444455556666')],
  away: (now: EpochMs) => [loseReadings(sampleReadings(now - dayMs), 'unreachable', now - 1_500_000)],
  unread: () => [],
} as const satisfies Readonly<Record<string, (now: EpochMs) => readonly (CostReadings | SeenCosts)[]>>;

export type SampledCosts = keyof typeof sampleCosts;

const spent = (percent: string, expected: string, without: readonly string[] = []) => ({
  ...{ spent: decimal(percent), billedDays: 24, daysInMonth: 31, unknownDays: 0, without },
  forecast: { state: 'told' as const, expected: decimal(expected), by: 'aws' as const },
});

/** A budget in each of its states, as of a month. */
export function sampleBudgets(now: EpochMs): readonly BudgetEntity[] {
  const month = new Date(now).toISOString().slice(0, 7);
  const budgets: readonly (readonly [string, Budget['of'], ReturnType<typeof spent> | 'none'])[] = [
    ['all', { kind: 'fleet' }, spent('91', '99')],
    ['shop', { kind: 'account', accountId: account }, spent('101', '120')],
    ['checkout', { kind: 'workload', workloadId: 'checkout' }, spent('60', '104')],
    ['storefront', { kind: 'workload', workloadId: 'storefront' }, spent('20', '40')],
    ['partners', { kind: 'fleet' }, spent('20', '40', ['444455556666'])],
    ['new', { kind: 'workload', workloadId: 'media' }, 'none'],
  ];
  return budgets.map(([id, of, spending]) => ({
    ...{ kind: 'budget', id, accountId: 'none', workloadId: 'none' },
    budget: { ...{ id, of }, amount: decimal('100'), currency: 'USD', warnPercent: 80 },
    spending:
      spending === 'none'
        ? toMissing('not-asked-yet', now)
        : toObserved({ month, ...spending }, now - 14_400_000, now - 14_400_000, 'aws-api'),
  }));
}
