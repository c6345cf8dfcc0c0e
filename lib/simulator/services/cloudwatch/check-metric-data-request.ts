import type { GetMetricDataInput, MetricDataQuery, StandardUnit } from '@aws-sdk/client-cloudwatch';
import type { MetricIdentity, MetricStatistic } from '../../world/types';
import type { Given } from '../given';
import { toMetricIdentity } from './metric-identity';
import { isPeriod, isStatistic } from './metric-window';
import { validationError } from './refuse';

const mostQueries = 500;
const mostDatapoints = 100_800;
const mostDimensions = 30;
const idPattern = /^[a-z][a-zA-Z0-9_]{0,254}$/;

/** One checked query whose data the caller wants back. */
export interface MetricQuestion {
  readonly id: string;
  readonly label: string;
  readonly identity: MetricIdentity;
  readonly statistic: MetricStatistic;
  readonly periodSeconds: number;
  readonly unit: StandardUnit | undefined;
  readonly accountId: string | undefined;
}

/**
 * The queries of a GetMetricData request that return data.
 * @throws AwsError ValidationError for whatever CloudWatch refuses, and for expressions, which are not simulated
 */
export function checkMetricDataRequest(input: Given<GetMetricDataInput>): MetricQuestion[] {
  const queries = input.MetricDataQueries;
  if (queries.length > mostQueries) {
    throw validationError(`The collection MetricDataQueries must not have a size greater than ${mostQueries}.`);
  }
  if (queries.length === 0) throw validationError('The collection MetricDataQueries must not be empty.');
  checkWindow(input);
  checkIds(queries);
  const questions = queries.map((query, index) => ({ query, question: toQuestion(query, index + 1) }));
  const wanted = questions.filter(({ query }) => query.ReturnData !== false);
  if (wanted.length === 0) {
    throw validationError('At least one metric or expression in MetricDataQueries must have ReturnData set to true.');
  }
  return wanted.map(({ question }) => question);
}

function checkWindow(input: Given<GetMetricDataInput>): void {
  if (Number.isNaN(input.StartTime.getTime()) || Number.isNaN(input.EndTime.getTime())) {
    throw validationError('The parameters StartTime and EndTime must be valid timestamps.');
  }
  if (input.StartTime >= input.EndTime) {
    throw validationError('The parameter StartTime must be less than the parameter EndTime.');
  }
  const most = input.MaxDatapoints;
  if (most !== undefined && !(most >= 1 && most <= mostDatapoints)) {
    throw validationError(`The value ${most} for parameter MaxDatapoints must be between 1 and ${mostDatapoints}.`);
  }
  if (input.ScanBy !== undefined && !['TimestampAscending', 'TimestampDescending'].includes(input.ScanBy)) {
    throw validationError(`The value ${input.ScanBy} for parameter ScanBy is not supported.`);
  }
}

function checkIds(queries: readonly MetricDataQuery[]): void {
  const seen = new Set<string>();
  for (const [index, { Id = '' }] of queries.entries()) {
    if (!idPattern.test(Id)) {
      throw validationError(
        `The value ${Id} for parameter MetricDataQueries.member.${index + 1}.Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.`,
      );
    }
    if (seen.has(Id)) throw validationError(`The values for parameter id in MetricDataQueries are not unique: ${Id}.`);
    seen.add(Id);
  }
}

function toQuestion(query: MetricDataQuery, place: number): MetricQuestion {
  const where = `MetricDataQueries.member.${place}`;
  if (query.Expression !== undefined && query.MetricStat !== undefined) {
    throw validationError(`The parameters ${where}.Expression and ${where}.MetricStat are mutually exclusive.`);
  }
  if (query.Expression !== undefined) {
    throw validationError(
      `The parameter ${where}.Expression is not supported by this simulator; ask for the metric itself.`,
    );
  }
  const stat = query.MetricStat;
  if (stat === undefined) {
    throw validationError(`One of the parameters ${where}.MetricStat or ${where}.Expression must be specified.`);
  }
  const { Namespace, MetricName, Dimensions = [] } = stat.Metric ?? {};
  if (!Namespace || !MetricName) {
    throw validationError(`The parameters ${where}.MetricStat.Metric.Namespace and MetricName must be specified.`);
  }
  if (Dimensions.length > mostDimensions) {
    throw validationError(
      `The collection ${where}.MetricStat.Metric.Dimensions must not have a size greater than ${mostDimensions}.`,
    );
  }
  const { Period = 0, Stat = '' } = stat;
  if (!isPeriod(Period)) {
    throw validationError(
      `The value ${Period} for parameter ${where}.MetricStat.Period must be 1, 5, 10, 20, 30 or a multiple of 60.`,
    );
  }
  if (!isStatistic(Stat)) {
    throw validationError(`The value ${Stat} for parameter ${where}.MetricStat.Stat is not supported.`);
  }
  return {
    id: query.Id ?? '',
    label: query.Label ?? MetricName,
    identity: toMetricIdentity(Namespace, MetricName, Dimensions),
    statistic: Stat,
    periodSeconds: Period,
    unit: stat.Unit,
    accountId: query.AccountId,
  };
}
