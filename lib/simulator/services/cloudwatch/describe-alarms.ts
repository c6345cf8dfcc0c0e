import type { DescribeAlarmsInput, DescribeAlarmsOutput, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { Call } from '../../wire';
import type { SimulatedAlarm, World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { pageScope, takePage } from '../take-page';
import { toDimensions } from './metric-identity';
import { invalidNextToken, validationError } from './refuse';

const defaultPageSize = 50;
const mostRecords = 100;
const mostNames = 100;
const states = ['OK', 'ALARM', 'INSUFFICIENT_DATA'];
const types = ['MetricAlarm', 'CompositeAlarm', 'LogAlarm'];

/**
 * CloudWatch DescribeAlarms, by name. Only metric alarms exist in the simulated fleet; as in AWS they are also what is
 * meant when AlarmTypes is absent.
 * @throws AwsError ValidationError for a request that CloudWatch refuses, InvalidNextToken for a foreign token
 */
export function describeAlarms(input: Given<DescribeAlarmsInput>, world: World, call: Call): DescribeAlarmsOutput {
  checkRequest(input);
  const { NextToken, MaxRecords, ...filters } = input;
  const found = world
    .alarms(call.region, accountOf(call))
    .filter((alarm) => matches(alarm, input))
    .toSorted((left, right) => (left.name < right.name ? -1 : 1));
  const page = takePage(found, (alarm) => alarm.name, {
    scope: pageScope(call, filters),
    limit: MaxRecords ?? defaultPageSize,
    token: NextToken,
    refuseToken: invalidNextToken,
  });
  return { MetricAlarms: page.items.map(toMetricAlarm), CompositeAlarms: [], LogAlarms: [], NextToken: page.nextToken };
}

function checkRequest(input: Given<DescribeAlarmsInput>): void {
  const { AlarmNames, AlarmNamePrefix, AlarmTypes = [], MaxRecords, StateValue } = input;
  if (AlarmNames !== undefined && AlarmNames.length > mostNames) {
    throw validationError(`The collection AlarmNames must not have a size greater than ${mostNames}.`);
  }
  if (AlarmNames !== undefined && AlarmNamePrefix !== undefined) {
    throw validationError('AlarmNamePrefix and AlarmNames are mutually exclusive.');
  }
  if (MaxRecords !== undefined && !(MaxRecords >= 1 && MaxRecords <= mostRecords)) {
    throw validationError(`The value ${MaxRecords} for parameter MaxRecords must be between 1 and ${mostRecords}.`);
  }
  if (StateValue !== undefined && !states.includes(StateValue)) {
    throw validationError(`The value ${StateValue} for parameter StateValue is not one of ${states.join(', ')}.`);
  }
  const unknownType = AlarmTypes.find((each) => !types.includes(each));
  if (unknownType !== undefined)
    throw validationError(`The value ${unknownType} for parameter AlarmTypes is not one of ${types.join(', ')}.`);
  if (input.ChildrenOfAlarmName !== undefined || input.ParentsOfAlarmName !== undefined) {
    throw validationError(
      'ChildrenOfAlarmName and ParentsOfAlarmName are not supported by this simulator: it has no composite alarms.',
    );
  }
}

function matches(alarm: SimulatedAlarm, input: Given<DescribeAlarmsInput>): boolean {
  const { AlarmNames, AlarmNamePrefix, AlarmTypes, StateValue, ActionPrefix } = input;
  if (AlarmTypes !== undefined && AlarmTypes.length > 0 && !AlarmTypes.includes('MetricAlarm')) return false;
  if (AlarmNames !== undefined && AlarmNames.length > 0 && !AlarmNames.includes(alarm.name)) return false;
  if (AlarmNamePrefix !== undefined && !alarm.name.startsWith(AlarmNamePrefix)) return false;
  if (StateValue !== undefined && alarm.state !== StateValue) return false;
  // No simulated alarm has an action.
  return ActionPrefix === undefined;
}

function toMetricAlarm(alarm: SimulatedAlarm): MetricAlarm {
  return {
    AlarmName: alarm.name,
    AlarmArn: alarm.arn,
    AlarmDescription: alarm.description,
    ActionsEnabled: true,
    OKActions: [],
    AlarmActions: [],
    InsufficientDataActions: [],
    StateValue: alarm.state,
    StateReason: alarm.stateReason,
    StateUpdatedTimestamp: new Date(alarm.updatedAt),
    StateTransitionedTimestamp: new Date(alarm.transitionedAt),
    MetricName: alarm.metric.name,
    Namespace: alarm.metric.namespace,
    ...statisticOf(alarm),
    Dimensions: toDimensions(alarm.metric.dimensions),
    Period: alarm.periodSeconds,
    EvaluationPeriods: alarm.evaluationPeriods,
    DatapointsToAlarm: alarm.datapointsToAlarm,
    Threshold: alarm.threshold,
    ComparisonOperator: alarm.comparison,
    TreatMissingData: alarm.treatMissingData,
  };
}

function statisticOf({ statistic }: SimulatedAlarm): Pick<MetricAlarm, 'Statistic' | 'ExtendedStatistic'> {
  switch (statistic) {
    case 'Average':
    case 'Sum':
    case 'Minimum':
    case 'Maximum':
    case 'SampleCount':
      return { Statistic: statistic };
    default:
      return { ExtendedStatistic: statistic };
  }
}
