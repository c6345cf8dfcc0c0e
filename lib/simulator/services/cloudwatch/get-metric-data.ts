import type { GetMetricDataInput, GetMetricDataOutput, MetricDataResult } from '@aws-sdk/client-cloudwatch';
import type { Call } from '../../wire';
import type { MetricPoint, World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { openToken, sealToken } from '../sealed-token';
import { pageScope } from '../take-page';
import { checkMetricDataRequest, type MetricQuestion } from './check-metric-data-request';
import { unitOf } from './metric-units';
import { answerableWindow, type MetricWindow } from './metric-window';
import { readSeries } from './read-series';
import { invalidNextToken } from './refuse';

const defaultMaxDatapoints = 100_800;

/**
 * CloudWatch GetMetricData. A page holds at most MaxDatapoints points; a series that it cuts is `PartialData` and goes on
 * under the same Id in the next page. Newest points come first unless ScanBy says otherwise.
 * @throws AwsError ValidationError for a request that CloudWatch refuses, InvalidNextToken for a foreign token
 */
export async function getMetricData(
  input: Given<GetMetricDataInput>,
  world: World,
  call: Call,
): Promise<GetMetricDataOutput> {
  const questions = checkMetricDataRequest(input);
  const ascending = input.ScanBy === 'TimestampAscending';
  const scope = pageScope(call, [input.MetricDataQueries, input.StartTime, input.EndTime, ascending]);
  const start = input.NextToken === undefined ? firstPage : openPosition(scope, input.NextToken);
  const wanted = questions.slice(start.question).map((question, offset) => {
    const after = offset === 0 ? start.after : undefined;
    return { question, after, window: windowOf(question, after, ascending, input, world, call) };
  });

  const results: MetricDataResult[] = [];
  let room = input.MaxDatapoints ?? defaultMaxDatapoints;
  for (let next = 0; next < wanted.length; ) {
    const batch = wanted.slice(next, next + batchSize(wanted.slice(next), room));
    const series = await readSeries(batch, world.metrics, { region: call.region, accountId: accountOf(call) });
    for (const [index, { question, after }] of batch.entries()) {
      const points = series[index] ?? [];
      const place = start.question + next + index;
      if (points.length > 0 && room === 0) return page(results, scope, { question: place, after });
      const given = (ascending ? points : points.toReversed()).slice(0, room);
      room -= given.length;
      const cut = given.length < points.length;
      results.push(toResult(question, given, call, cut));
      if (cut) return page(results, scope, { question: place, after: given.at(-1)?.at });
    }
    next += batch.length;
  }
  return { MetricDataResults: results, Messages: [] };
}

/** How many of the series fit a page by their longest possible length; at least one. */
function batchSize(wanted: readonly { question: MetricQuestion; window: MetricWindow }[], room: number): number {
  let left = room;
  const over = wanted.findIndex(({ question, window }) => {
    left -= Math.max(0, window.endAt - window.startAt) / (1000 * Math.max(60, question.periodSeconds));
    return left < 0;
  });
  return over === -1 ? wanted.length : Math.max(1, over);
}

/** Where the next page begins: a query by its place, and the last moment already given of it. */
interface Position {
  readonly question: number;
  readonly after: number | undefined;
}

const firstPage: Position = { question: 0, after: undefined };

function page(results: MetricDataResult[], scope: string, next: Position): GetMetricDataOutput {
  return {
    MetricDataResults: results,
    Messages: [],
    NextToken: sealToken(scope, `${next.question}/${next.after ?? ''}`),
  };
}

function openPosition(scope: string, token: string): Position {
  const [question, after] = openToken(scope, token)?.split('/') ?? [];
  if (question === undefined) throw invalidNextToken();
  return { question: Number(question), after: after ? Number(after) : undefined };
}

/** What is still to be read of a series: empty where nothing can match, and beyond what earlier pages gave. */
function windowOf(
  question: MetricQuestion,
  after: number | undefined,
  ascending: boolean,
  input: Given<GetMetricDataInput>,
  world: World,
  call: Call,
): MetricWindow {
  const whole = answerableWindow(input.StartTime, input.EndTime, question.periodSeconds, world.now);
  // A unit that the metric does not have matches nothing, without an error.
  const isOtherUnit =
    question.unit !== undefined && question.unit !== unitOf(question.identity.namespace, question.identity.name);
  if (isOtherUnit || isForbidden(question, call)) return { startAt: whole.startAt, endAt: whole.startAt };
  if (after === undefined) return whole;
  return ascending ? { ...whole, startAt: after + 1 } : { ...whole, endAt: after };
}

/** Another account's metrics need a link that the simulated accounts do not have. */
function isForbidden(question: MetricQuestion, call: Call): boolean {
  return question.accountId !== undefined && question.accountId !== accountOf(call);
}

function toResult(
  question: MetricQuestion,
  points: readonly MetricPoint[],
  call: Call,
  cut: boolean,
): MetricDataResult {
  return {
    Id: question.id,
    Label: question.label,
    Timestamps: points.map((each) => new Date(each.at)),
    Values: points.map((each) => each.value),
    StatusCode: isForbidden(question, call) ? 'Forbidden' : cut ? 'PartialData' : 'Complete',
  };
}
