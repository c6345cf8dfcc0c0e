import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { areSameAmounts, costBases } from '../../domain/costs/amounts';
import { totalOfLines } from '../../domain/costs/sum-lines';
import { type CostCut, costCuts } from '../../domain/costs/types';
import { serveWorld, testNow } from '../../simulator/testing/test-simulator';
import { openWorld } from '../../simulator/world';
import { createAwsEdge } from '../edge';
import { expectAnswered, scriptedScope, withScriptedEdge } from '../testing/scripted-edge';
import type { ScriptedAnswer } from '../testing/scripted-endpoint';
import { fetchCommitments } from './fetch-commitments';
import { fetchCostAnomalies } from './fetch-cost-anomalies';
import { fetchCostCut } from './fetch-cost-cut';
import { fetchCostForecast } from './fetch-cost-forecast';
import { fetchRightsizing } from './fetch-rightsizing';

const question = {
  cut: 'workload-usage-type' as const,
  granularity: 'DAILY' as const,
  fromDay: '2026-11-01',
  untilDay: '2026-11-03',
};

const costs = (amount: string, unit = 'USD') => {
  const cost = { Amount: amount, Unit: unit };
  return { UnblendedCost: cost, AmortizedCost: cost, NetUnblendedCost: cost, NetAmortizedCost: cost };
};
const group = (first: string, second: string, amount: string, more: object = {}) => ({
  Keys: [first, second],
  Metrics: { ...costs(amount), UsageQuantity: { Amount: '2', Unit: 'GB' }, ...more },
});
const day = (number: number, Groups: readonly object[], Estimated = true) => ({
  TimePeriod: { Start: `2026-11-0${number}`, End: `2026-11-0${number + 1}` },
  Groups,
  Estimated,
});
const answer = (...ResultsByTime: readonly object[]): ScriptedAnswer => ({ json: { ResultsByTime } });
const refuse = (__type: string, message: string): ScriptedAnswer => ({ json: { __type, message }, status: 400 });

const ask = (script: ScriptedAnswer) =>
  withScriptedEdge(
    () => script,
    (edge) => fetchCostCut(edge, scriptedScope, question),
  );

describe('a cut of the bill', () => {
  test('is asked to its last page, a day that continues on the next one put together', async () => {
    await withScriptedEdge(
      ({ body }) =>
        body.includes('NextPageToken')
          ? answer(day(1, [group('workload$', 'Tax', '-0.1')]), day(2, [], false))
          : {
              json: {
                ResultsByTime: [day(1, [group('workload$checkout', 'USE1-USW2-AWS-Out-Bytes', '0.3')])],
                NextPageToken: 'more',
              },
            },
      async (edge, endpoint) => {
        const scope = { ...scriptedScope, region: 'eu-west-1' };
        const { value } = expectAnswered(await fetchCostCut(edge, scope, question));
        expect(value).toMatchObject({
          currency: 'USD',
          periods: [
            {
              from: '2026-11-01',
              until: '2026-11-02',
              estimated: true,
              lines: [
                { workload: 'checkout', quantity: { amount: '2', unit: 'GB' }, amounts: { unblended: '0.3' } },
                { workload: 'untagged', usageType: 'Tax', amounts: { netAmortized: '-0.1' } },
              ],
            },
            { from: '2026-11-02', estimated: false, lines: [] },
          ],
        });
        expect(endpoint.seen.map(({ region }) => region)).toEqual(['us-east-1', 'us-east-1']);
        expect(endpoint.seen[0]?.body).toContain('"Values":["111122223333"]');
      },
    );
  });

  test('is no answer while a page of it is missing: half a bill would look cheap', async () => {
    const half = await withScriptedEdge(
      (_request, count) =>
        count === 1
          ? { json: { ResultsByTime: [day(1, [group('workload$', 'Tax', '1')])], NextPageToken: 'more' } }
          : refuse('InvalidNextTokenException', 'no'),
      (edge) => fetchCostCut(edge, scriptedScope, question),
    );
    expect(half.state).toBe('failed');
  });

  test.each([
    ['a line without an amount', day(1, [{ Keys: ['workload$', 'Tax'], Metrics: {} }])],
    ['an amount that is no number', day(1, [group('workload$', 'Tax', 'a lot')])],
    ['a line that does not say of what', day(1, [{ ...group('', '', '1'), Keys: ['workload$'] }])],
    ['two currencies', day(1, [group('workload$', 'Tax', '1'), group('workload$', 'a', '1', costs('1', 'EUR'))])],
    ['a period without dates', { Groups: [] }],
  ])('with %s is no answer: what is left would not add up', async (_what, result) => {
    const { state } = await ask(answer(result));
    expect(state).toBe('failed');
  });

  test('without its list is no answer: neither nothing to pay nor nothing unusual', async () => {
    const given = { json: {} };
    expect(await ask(given)).toMatchObject({ state: 'failed', message: expect.stringContaining('ResultsByTime') });
    const anomalies = await withScriptedEdge(
      () => given,
      (edge) => fetchCostAnomalies(edge, scriptedScope, '2026-11-01'),
    );
    expect(anomalies).toMatchObject({ state: 'failed', message: expect.stringContaining('Anomalies') });
    const none = await withScriptedEdge(
      () => ({ json: { Anomalies: [] } }),
      (edge) => fetchCostAnomalies(edge, scriptedScope, '2026-11-01'),
    );
    expect(expectAnswered(none).value).toEqual([]);
  });

  test('in another currency says which, and is not taken for dollars', async () => {
    const { value } = expectAnswered(await ask(answer(day(1, [group('workload$', 'Tax', '1', costs('1', 'CNY'))]))));
    expect(value).toMatchObject({ currency: 'CNY' });
  });

  test('of an account without Cost Explorer is that, and neither zero nor a policy to be mended', async () => {
    const absent = async (script: ScriptedAnswer) => expectAnswered(await ask(script)).value;
    expect(await absent(refuse('AccessDeniedException', 'User not enabled for cost explorer access'))).toBe(
      'not-enabled',
    );
    expect(await absent(refuse('DataUnavailableException', 'Data is not available.'))).toBe('no-data');
    const denied = await ask(
      refuse('AccessDeniedException', 'User: x is not authorized to perform: ce:GetCostAndUsage'),
    );
    expect(denied.state).toBe('denied');
  });
});

describe('over the wire of the simulator', () => {
  const scope = { ...scriptedScope, deadlineMs: 20_000 };
  const range = { fromDay: '2026-10-01', untilDay: '2026-11-01' };

  test('every cut of any days has the same total on every basis', { timeout: 60_000 }, async () => {
    const door = await serveWorld(openWorld({ seed: 3, now: testNow }));
    const edge = createAwsEdge({ mode: 'simulator', endpoint: door.url });
    const read = async (cut: CostCut, from: number, days: number) => {
      const toDay = (number: number) => new Date(Date.UTC(2026, 9, number)).toISOString().slice(0, 10);
      const asked = { cut, granularity: 'DAILY' as const, fromDay: toDay(from), untilDay: toDay(from + days) };
      const { value } = expectAnswered(await fetchCostCut(edge, scope, asked));
      if (typeof value === 'string') throw new Error(value);
      return value.periods;
    };
    try {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 30 }),
          fc.integer({ min: 1, max: 6 }),
          fc.constantFrom(...costCuts),
          async (from, days, cut) => {
            const [heads, others] = await Promise.all([read('region-record-type', from, days), read(cut, from, days)]);
            expect(others.map((each) => each.from)).toEqual(heads.map((each) => each.from));
            for (const [index, head] of heads.entries()) {
              const total = totalOfLines(head.lines);
              expect(areSameAmounts(totalOfLines(others[index]?.lines ?? []), total)).toBe(true);
              expect(costBases.every((basis) => Number(total[basis]) > 100)).toBe(true);
            }
          },
        ),
        { numRuns: 6 },
      );
    } finally {
      edge.close();
      await door.close();
    }
  });

  test('forecast, commitments, anomalies and advice are read whole', { timeout: 60_000 }, async () => {
    const world = openWorld({ seed: 3, now: testNow });
    world.injectFault({ kind: 'region-outage', region: 'us-west-2' });
    world.advanceTo(testNow + 12 * 3_600_000);
    world.healFaults({});
    world.advanceTo(testNow + 60 * 3_600_000);
    const door = await serveWorld(world);
    const edge = createAwsEdge({ mode: 'simulator', endpoint: door.url });
    try {
      const ahead = { fromDay: '2026-11-23', untilDay: '2027-01-01' };
      const forecast = expectAnswered(await fetchCostForecast(edge, scope, ahead)).value;
      expect(forecast).toMatchObject({ currency: 'USD', levelPercent: 80, periods: [{ from: '2026-11-23' }, {}] });
      const commitments = expectAnswered(await fetchCommitments(edge, scope, range)).value;
      if (typeof commitments === 'string') throw new Error(commitments);
      expect(commitments.reservationCoverage.map(({ region }) => region)).toContain('us-west-2');
      expect(commitments.reservationUtilisation.map(({ usedPercent }) => usedPercent)).toEqual(['100', '100']);
      expect(commitments.savingsPlansCoverage.length).toBeGreaterThan(3);
      expect(commitments.savingsPlansUtilisation).toMatchObject({ unused: '0', usedPercent: '100' });
      const anomalies = expectAnswered(await fetchCostAnomalies(edge, scope, '2026-11-01')).value;
      expect(anomalies).not.toEqual([]);
      expect(anomalies[0]).toMatchObject({ from: '2026-11-20', feedback: 'none' });
      const advice = expectAnswered(await fetchRightsizing(edge, scope)).value;
      if (typeof advice === 'string') throw new Error(advice);
      const standby = advice.filter(({ workload, region }) => workload === 'checkout' && region === 'us-west-2');
      expect(standby).toMatchObject([{ action: 'terminate', monthlySavings: '70.08' }, {}]);
      expect(advice.find(({ action }) => action === 'modify')?.targets).toHaveLength(1);
    } finally {
      edge.close();
      await door.close();
    }
  });
});
