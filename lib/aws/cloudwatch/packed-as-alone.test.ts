import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectAnswered, scriptedScope, withScriptedEdge } from '../testing/scripted-edge';
import type { MetricQuerySpec, MetricSeries } from '../types';
import { fetchMetricData } from './fetch-metric-data';

const minute = 60_000;
const window = { startAt: 1_000_000 * minute, endAt: 1_000_030 * minute };

/** What the scripted CloudWatch knows of a metric: its points by minute of the window, and how its answer ends. */
interface Held {
  readonly minutes: readonly number[];
  readonly status: 'Complete' | 'PartialData' | 'InternalError' | 'Forbidden';
}

const held: fc.Arbitrary<Held> = fc.record({
  minutes: fc.uniqueArray(fc.integer({ min: 0, max: 29 }), { maxLength: 8 }),
  status: fc.constantFrom('Complete', 'Complete', 'PartialData', 'InternalError', 'Forbidden'),
});

interface WireQuery {
  readonly Id: string;
  readonly MetricStat: { readonly Metric: { readonly MetricName: string } };
}

/** Answers in pages of so many points; a series that goes on is `PartialData` on its earlier pages, as AWS has it. */
function answerPage(metrics: ReadonlyMap<string, Held>, body: string, perPage: number): object {
  const { MetricDataQueries, NextToken } = JSON.parse(body) as { MetricDataQueries: WireQuery[]; NextToken?: string };
  const rows = MetricDataQueries.flatMap(({ Id, MetricStat }) => {
    const { minutes, status } = metrics.get(MetricStat.Metric.MetricName) ?? { minutes: [], status: 'Complete' };
    // A refusal or a failure brings no points.
    const brings = status === 'Complete' || status === 'PartialData' ? minutes : [];
    const points = brings.length === 0 ? [undefined] : brings;
    return points.map((at, index) => ({ Id, at, status: index === points.length - 1 ? status : 'PartialData' }));
  });
  const from = NextToken === undefined ? 0 : Number(NextToken);
  const page = rows.slice(from, from + perPage);
  const results = [...new Set(page.map(({ Id }) => Id))].map((Id) => {
    const own = page.filter((row) => row.Id === Id);
    const points = own.flatMap(({ at }) => (at === undefined ? [] : [at]));
    return {
      Id,
      StatusCode: own.at(-1)?.status,
      Timestamps: points.map((at) => window.startAt / 1000 + at * 60),
      Values: points.map((at) => at * 1.5),
    };
  });
  const more = from + perPage < rows.length;
  return { MetricDataResults: results, ...(more ? { NextToken: String(from + perPage) } : {}) };
}

function toSpec(name: string): MetricQuerySpec {
  return { key: name, namespace: 'AWS/RDS', name, dimensions: {}, statistic: 'Maximum', periodSeconds: 60 };
}

test('metrics asked for together give what each gives when it is asked for alone, whatever its neighbours are refused', async () => {
  const fleets = fc.dictionary(fc.stringMatching(/^[A-Z][a-z]{2,8}$/), held, { minKeys: 1, maxKeys: 9 });
  await fc.assert(
    fc.asyncProperty(fleets, fc.integer({ min: 1, max: 12 }), async (fleet, perPage) => {
      const metrics = new Map(Object.entries(fleet));
      const specs = [...metrics.keys()].map(toSpec);
      await withScriptedEdge(
        ({ body }) => ({ json: answerPage(metrics, body, perPage) }),
        async (edge) => {
          const scope = { ...scriptedScope, deadlineMs: 10_000 };
          const packed = expectAnswered(await fetchMetricData(edge, scope, specs, window)).value;
          const alone: MetricSeries[] = [];
          for (const spec of specs) {
            alone.push(...expectAnswered(await fetchMetricData(edge, scope, [spec], window)).value);
          }
          expect(packed).toEqual(alone);
        },
      );
    }),
    { numRuns: 40 },
  );
});
