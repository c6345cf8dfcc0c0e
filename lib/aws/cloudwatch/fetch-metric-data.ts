import { GetMetricDataCommand, type GetMetricDataOutput } from '@aws-sdk/client-cloudwatch';
import { type Asking, ask, type FailedAnswer } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import type { Oddity } from '../notices';
import { toNext } from '../page-through';
import type { Answer, CallScope, MetricQuerySpec, MetricSeries } from '../types';
import { maxMetricQueriesPerCall, toWireQueries } from './metric-wire-ids';
import type { MetricWindow } from './readings';
import { gatherSeries, type SeriesGatherer } from './to-metric-series';

export { maxMetricQueriesPerCall };

const call: AwsCall<'cloudwatch'> = {
  service: 'cloudwatch',
  action: 'cloudwatch:GetMetricData',
  shows: 'Traffic, error, latency and replication-lag figures',
};

/**
 * Reads metrics of one account and region, all pages, in one deadline. The answer holds one series for every query
 * asked. When a later page fails, what arrived before is kept: series that were not complete stay `partial`, those that
 * had not come yet are `failed`, and a notice says why. No queries, no call.
 *
 * @throws RangeError for more than 500 queries or a window that does not run forward; Error for a key given twice.
 */
export async function fetchMetricData(
  edge: AwsEdge,
  scope: CallScope,
  queries: readonly MetricQuerySpec[],
  window: MetricWindow,
): Promise<Answer<readonly MetricSeries[]>> {
  const wireQueries = toWireQueries(queries);
  if (!(window.startAt < window.endAt)) throw new RangeError('A metric window must start before it ends.');
  if (queries.length === 0) return { state: 'answered', value: [], notices: [] };

  const gatherer = gatherSeries(new Map([...wireQueries].map(([id, { spec }]) => [id, spec.key])), window);
  const input = {
    MetricDataQueries: [...wireQueries.values()].map(({ wire }) => wire),
    StartTime: new Date(window.startAt),
    EndTime: new Date(window.endAt),
    // The newest values come first, and are there even if a later page is not.
    ScanBy: 'TimestampDescending' as const,
  };
  const read = (notices: readonly Oddity[]) => {
    const { series, notices: oddities } = gatherer.read();
    return { value: series, notices: [...notices, ...oddities] };
  };
  return ask(
    edge,
    scope,
    call,
    async (asking) => read(await gatherPages(asking, input, gatherer)),
    (failure) => (gatherer.hasAny() ? read([toPartArrived(failure)]) : 'nothing'),
  );
}

function toPartArrived({ state, message }: FailedAnswer): Oddity {
  const happened = `only a part arrived, since the call for the rest ended as ${state}`;
  return { happened, effect: 'What arrived is shown; the rest keeps its last values and age.', next: message };
}

type GetMetricDataRequest = ConstructorParameters<typeof GetMetricDataCommand>[0];

/** Feeds every page to the gatherer; stops, with a notice, at a token seen before. */
async function gatherPages(
  { client, signal }: Asking<'cloudwatch'>,
  input: GetMetricDataRequest,
  gatherer: SeriesGatherer,
): Promise<readonly string[]> {
  const notices = new Set<string>();
  const seen = new Set<string>();
  let token: string | undefined;
  for (;;) {
    const output: GetMetricDataOutput = await client.send(new GetMetricDataCommand({ ...input, NextToken: token }), {
      abortSignal: signal,
    });
    gatherer.take(output.MetricDataResults ?? []);
    for (const message of output.Messages ?? []) notices.add(`CloudWatch says: ${message.Code ?? 'message'}.`);
    const next = toNext(output.NextToken);
    if (next === 'end') return [...notices];
    if (seen.has(next)) {
      return [...notices, 'CloudWatch gave the same page again and again; series that were not complete are partial.'];
    }
    seen.add(next);
    token = next;
  }
}
