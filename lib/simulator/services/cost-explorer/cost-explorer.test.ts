import {
  CostExplorerClient,
  type Expression,
  GetCostAndUsageCommand,
  type GetCostAndUsageCommandInput,
  GetCostForecastCommand,
  GetDimensionValuesCommand,
  type GroupDefinition,
  type ResultByTime,
} from '@aws-sdk/client-cost-explorer';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningSimulator } from '../../start-simulator';
import { clientConfig, startTestSimulator } from '../../testing/test-simulator';

let simulator: RunningSimulator;
let client: CostExplorerClient;

beforeAll(async () => {
  simulator = await startTestSimulator();
  // Cost Explorer is global: it is served from us-east-1 wherever the client says it is.
  client = new CostExplorerClient(clientConfig(simulator, 'eu-west-1'));
});
afterAll(() => simulator.stop());

const october = { Start: '2026-10-01', End: '2026-11-01' };
const byDimension = (Key: string): GroupDefinition => ({ Type: 'DIMENSION', Key });
const byWorkload: GroupDefinition = { Type: 'TAG', Key: 'workload' };

/** All pages of a request, put together. */
async function ask(input: Partial<GetCostAndUsageCommandInput> = {}): Promise<ResultByTime[]> {
  const results: ResultByTime[] = [];
  let NextPageToken: string | undefined;
  do {
    const page = await client.send(
      new GetCostAndUsageCommand({
        TimePeriod: october,
        Granularity: 'MONTHLY',
        Metrics: ['UnblendedCost'],
        ...input,
        NextPageToken,
      }),
    );
    results.push(...(page.ResultsByTime ?? []));
    NextPageToken = page.NextPageToken;
  } while (NextPageToken !== undefined);
  return results;
}

/** A decimal in billionths, so that sums are exact. */
function nanos(amount: string | undefined): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{1,9}))?$/.exec(amount ?? '');
  if (match === null) throw new Error(`${amount} is no decimal`);
  const value = BigInt(match[2] ?? '') * 1_000_000_000n + BigInt((match[3] ?? '').padEnd(9, '0'));
  return match[1] === '-' ? -value : value;
}

function sumOf(results: readonly ResultByTime[]): bigint {
  return results
    .flatMap((result) => [result.Total ?? {}, ...(result.Groups ?? []).map((group) => group.Metrics ?? {})])
    .flatMap((metrics) => (metrics.UnblendedCost === undefined ? [] : [nanos(metrics.UnblendedCost.Amount)]))
    .reduce((sum, each) => sum + each, 0n);
}

const refusal = (input: Partial<GetCostAndUsageCommandInput>) =>
  ask(input).then(
    () => 'answered',
    (error: Error) => `${error.name}: ${error.message}`,
  );

describe('GetCostAndUsage', () => {
  it('gives the total of a month as a decimal text in dollars, on each basis its own', async () => {
    const [month, ...others] = await ask({ Metrics: ['UnblendedCost', 'AmortizedCost', 'UsageQuantity'] });
    expect(others).toEqual([]);
    expect(month).toMatchObject({ TimePeriod: october, Groups: [], Estimated: false });
    expect(month?.Total?.UnblendedCost).toMatchObject({ Unit: 'USD', Amount: expect.stringMatching(/^\d+\.\d{1,9}$/) });
    const [bases] = await ask({ Metrics: ['BlendedCost', 'AmortizedCost', 'NetUnblendedCost', 'NetAmortizedCost'] });
    const amounts = { ...month?.Total, ...bases?.Total };
    const on = (basis: string) => Number(amounts[basis]?.Amount);
    expect(amounts.BlendedCost).toEqual(amounts.UnblendedCost);
    // Of the year that was paid ahead a part is in every month, and the agreed discount is off.
    expect(on('AmortizedCost')).toBeGreaterThan(on('UnblendedCost') + 30);
    expect(on('NetUnblendedCost') / on('UnblendedCost')).toBeLessThan(0.97);
    expect(on('NetAmortizedCost')).toBeGreaterThan(on('NetUnblendedCost'));
    expect(month?.Total?.UsageQuantity?.Unit).toBe('N/A');
  });

  it('leaves the total empty when there are groups, and their sum is the total', async () => {
    const total = sumOf(await ask());
    const grouped = await ask({ GroupBy: [byDimension('REGION'), byWorkload] });
    expect(grouped[0]?.Total).toEqual({});
    expect(grouped[0]?.Groups?.map((group) => group.Keys)).toContainEqual(['us-east-1', 'workload$checkout']);
    expect(grouped[0]?.Groups?.map((group) => group.Keys)).toContainEqual(['global', 'workload$']);
    expect(sumOf(grouped)).toBe(total);
  });

  it('adds up to the same whatever the grouping, the granularity and the filter', async () => {
    const dimensions = ['SERVICE', 'REGION', 'USAGE_TYPE', 'LINKED_ACCOUNT', 'RECORD_TYPE'].map(byDimension);
    const filters: Expression[] = [
      { Dimensions: { Key: 'REGION', Values: ['us-east-1', 'eu-central-1'] } },
      { Dimensions: { Key: 'SERVICE', Values: ['Amazon DynamoDB'] } },
      { Dimensions: { Key: 'RECORD_TYPE', Values: ['Credit'] } },
      { Tags: { Key: 'workload', Values: ['storefront', 'media'] } },
      { Tags: { Key: 'workload', MatchOptions: ['ABSENT'] } },
    ];
    const total = sumOf(await ask());
    await fc.assert(
      fc.asyncProperty(
        fc.subarray([...dimensions, byWorkload], { maxLength: 2 }),
        fc.constantFrom('DAILY' as const, 'MONTHLY' as const),
        fc.constantFrom(...filters),
        fc.constantFrom(...filters),
        async (GroupBy, Granularity, one, other) => {
          const part = (Filter: Expression) => ask({ GroupBy, Granularity, Filter }).then(sumOf);
          expect((await part(one)) + (await part({ Not: one }))).toBe(total);
          const both = await part({ And: [one, other] });
          expect(await part({ Or: [one, other] })).toBe((await part(one)) + (await part(other)) - both);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('adds hours up to the days, and days up to the months', async () => {
    const hours = { Start: '2026-11-08T00:00:00Z', End: '2026-11-11T00:00:00Z' };
    const days = { Start: '2026-11-08', End: '2026-11-11' };
    const hourly = await ask({ TimePeriod: hours, Granularity: 'HOURLY' });
    expect(hourly).toHaveLength(72);
    expect(hourly[1]?.TimePeriod).toEqual({ Start: '2026-11-08T01:00:00Z', End: '2026-11-08T02:00:00Z' });
    expect(sumOf(hourly)).toBe(sumOf(await ask({ TimePeriod: days, Granularity: 'DAILY' })));
    const daily = await ask({ Granularity: 'DAILY' });
    expect(daily).toHaveLength(31);
    expect(sumOf(daily)).toBe(sumOf(await ask()));
  });

  it('keeps this month and the thirteen before it, and cuts months at the ends of the period', async () => {
    const months = await ask({ TimePeriod: { Start: '2025-10-05', End: '2026-11-21' } });
    expect(months).toHaveLength(14);
    expect(months[0]?.TimePeriod).toEqual({ Start: '2025-10-05', End: '2025-11-01' });
    expect(months.map((month) => month.Estimated)).toEqual([...Array<boolean>(13).fill(false), true]);
    expect(await refusal({ TimePeriod: { Start: '2025-09-30', End: '2026-11-01' } })).toMatch(/^BillExpirationEx/);
  });

  it('arrives a day late: the last hours are not there yet', async () => {
    const days = await ask({ TimePeriod: { Start: '2026-11-18', End: '2026-11-21' }, Granularity: 'DAILY' });
    const [whole, half, none] = days.map((day) => Number(day.Total?.UnblendedCost?.Amount));
    expect(half).toBeLessThan((whole ?? 0) * 0.7);
    expect(half).toBeGreaterThan(0);
    expect(none).toBe(0);
    expect(days.every((day) => day.Estimated)).toBe(true);
    const [grouped] = await ask({
      TimePeriod: { Start: '2026-11-20', End: '2026-11-21' },
      GroupBy: [byDimension('SERVICE')],
    });
    expect(grouped?.Groups).toEqual([]);
  });

  it('shows inter-region transfer by usage type, paid by the sender', async () => {
    const [month] = await ask({ GroupBy: [byDimension('USAGE_TYPE')], Metrics: ['UnblendedCost', 'UsageQuantity'] });
    const metricsOf = (usageType: string) => month?.Groups?.find((group) => group.Keys?.[0] === usageType)?.Metrics;
    expect(Number(metricsOf('USE1-USW2-AWS-Out-Bytes')?.UnblendedCost?.Amount)).toBeGreaterThan(1);
    expect(metricsOf('USE1-USW2-AWS-Out-Bytes')?.UsageQuantity?.Unit).toBe('GB');
    expect(metricsOf('USW2-USE1-AWS-In-Bytes')?.UnblendedCost?.Amount).toBe('0');
  });

  it('pages through many groups, a period continuing on the next page', async () => {
    const input = {
      TimePeriod: { Start: '2026-10-01', End: '2026-10-31' },
      Granularity: 'DAILY' as const,
      Metrics: ['UnblendedCost'],
      GroupBy: [byDimension('USAGE_TYPE'), byDimension('SERVICE')],
    };
    const first = await client.send(new GetCostAndUsageCommand(input));
    expect(first.NextPageToken).toBeDefined();
    const pages = await ask(input);
    const keys = pages.flatMap((result) =>
      (result.Groups ?? []).map((group) => [result.TimePeriod?.Start, group.Keys].join()),
    );
    expect(new Set(keys).size).toBe(keys.length);
    expect(sumOf(pages)).toBe(sumOf(await ask({ ...input, GroupBy: undefined })));
    await expect(
      client.send(new GetCostAndUsageCommand({ ...input, Granularity: 'MONTHLY', NextPageToken: first.NextPageToken })),
    ).rejects.toMatchObject({ name: 'InvalidNextTokenException' });
  });

  it('refuses what it cannot answer, as AWS does', async () => {
    const day = (Start: string, End: string) => ({ TimePeriod: { Start, End } });
    expect(await refusal(day('2026-11-01', '2026-11-01'))).toBe(
      'ValidationException: Start date (and hour) should be before end date (and hour)',
    );
    expect(await refusal(day('2026-02-30', '2026-11-01'))).toMatch(/^ValidationException: Start time/);
    expect(await refusal(day('2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z'))).toMatch(/^ValidationException/);
    expect(await refusal(day('2026-12-01', '2026-12-02'))).toMatch(/^DataUnavailableException/);
    const longAgo = { Start: '2026-11-01T00:00:00Z', End: '2026-11-02T00:00:00Z' };
    expect(await refusal({ TimePeriod: longAgo, Granularity: 'HOURLY' })).toMatch(/^ValidationException: Hourly/);
    expect(await refusal({ Metrics: ['UNBLENDED_COST'] })).toMatch(/^ValidationException: Invalid metric/);
    expect(await refusal({ GroupBy: [byDimension('AZ')] })).toMatch(/^ValidationException: Dimension AZ/);
    const three = ['SERVICE', 'REGION', 'USAGE_TYPE'].map(byDimension);
    expect(await refusal({ GroupBy: three })).toMatch(/^ValidationException: GroupBy/);
    expect(await refusal({ Filter: {} })).toMatch(/^ValidationException: Invalid expression/);
    expect(await refusal({ Filter: { And: [{ Tags: { Key: 'workload', Values: ['a'] } }] } })).toMatch(/two operands/);
  });
});

describe('GetDimensionValues', () => {
  it('lists the values of a dimension in pages', async () => {
    const input = { TimePeriod: october, Dimension: 'REGION' as const, MaxResults: 4 };
    const first = await client.send(new GetDimensionValuesCommand(input));
    expect(first).toMatchObject({ ReturnSize: 4 });
    const second = await client.send(new GetDimensionValuesCommand({ ...input, NextPageToken: first.NextPageToken }));
    const values = [...(first.DimensionValues ?? []), ...(second.DimensionValues ?? [])].map((each) => each.Value);
    expect(values).toHaveLength(first.TotalSize ?? -1);
    expect(values).toEqual(expect.arrayContaining(['us-east-1', 'ap-southeast-1', 'global', 'NoRegion']));
  });
});

describe('GetCostForecast', () => {
  it('carries the last thirty days forward, in the spelling of its own metrics', async () => {
    const TimePeriod = { Start: '2026-11-20', End: '2027-01-01' };
    const forecast = await client.send(
      new GetCostForecastCommand({ TimePeriod, Metric: 'UNBLENDED_COST', Granularity: 'MONTHLY' }),
    );
    expect(forecast.ForecastResultsByTime).toHaveLength(2);
    const december = Number(forecast.ForecastResultsByTime?.[1]?.MeanValue);
    const spent = Number(sumOf(await ask())) / 1e9;
    expect(december / spent).toBeGreaterThan(0.9);
    expect(december / spent).toBeLessThan(1.1);
    const yesterday = { Start: '2026-11-19', End: '2027-01-01' };
    await expect(
      client.send(
        new GetCostForecastCommand({ TimePeriod: yesterday, Metric: 'UNBLENDED_COST', Granularity: 'MONTHLY' }),
      ),
    ).rejects.toMatchObject({ name: 'ValidationException' });
  });
});
