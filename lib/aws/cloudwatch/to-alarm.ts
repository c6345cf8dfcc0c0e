import type { CompositeAlarm, LogAlarm, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { Notice } from '../notices';
import { toMoment } from '../to-moment';
import type { AlarmMetric, AlarmReading, AlarmRule, AlarmState } from './readings';

export function toMetricAlarm(wire: MetricAlarm, notice: Notice): AlarmReading | 'incomplete' {
  const alarm = toAlarm('metric', wire, toAlarmMetric(wire), toEvaluation(wire.EvaluationState), notice);
  return alarm === 'incomplete' ? alarm : { ...alarm, rule: toAlarmRule(wire) };
}

export function toCompositeAlarm(wire: CompositeAlarm, notice: Notice): AlarmReading | 'incomplete' {
  return toAlarm('composite', wire, 'none', 'complete', notice);
}

export function toLogAlarm(wire: LogAlarm, notice: Notice): AlarmReading | 'incomplete' {
  return toAlarm('log', wire, 'none', toEvaluation(wire.EvaluationState), notice);
}

function toAlarm(
  kind: AlarmReading['kind'],
  wire: MetricAlarm | CompositeAlarm | LogAlarm,
  metric: AlarmReading['metric'],
  evaluation: AlarmReading['evaluation'],
  notice: Notice,
): AlarmReading | 'incomplete' {
  if (!wire.AlarmArn || !wire.AlarmName) return 'incomplete';
  const state = toAlarmState(wire, notice);
  return {
    arn: wire.AlarmArn,
    name: wire.AlarmName,
    kind,
    state: state === 'unknown' ? 'insufficient-data' : state,
    reason: wire.StateReason ?? '',
    description: wire.AlarmDescription ?? '',
    // The transition, not the update: an update can repeat the state without a change.
    changedAt: toMoment(wire.StateTransitionedTimestamp),
    // A state that is not said is none: it must not read as an alarm without data.
    evaluation: state === 'unknown' ? 'evaluation-failed' : evaluation,
    actionsEnabled: wire.ActionsEnabled === true,
    metric,
  };
}

function toAlarmState(wire: MetricAlarm | CompositeAlarm | LogAlarm, notice: Notice): AlarmState | 'unknown' {
  switch (wire.StateValue) {
    case 'OK':
      return 'ok';
    case 'ALARM':
      return 'alarm';
    case 'INSUFFICIENT_DATA':
      return 'insufficient-data';
    default:
      notice(`The alarm ${wire.AlarmName} has a state this console does not know; it keeps its last one.`);
      return 'unknown';
  }
}

function toEvaluation(wire: MetricAlarm['EvaluationState']): AlarmReading['evaluation'] {
  if (wire === undefined) return 'complete';
  return wire === 'PARTIAL_DATA' ? 'partial-data' : 'evaluation-failed';
}

const comparisons: Readonly<Record<string, AlarmRule['comparison']>> = {
  GreaterThanThreshold: 'above',
  GreaterThanOrEqualToThreshold: 'at-or-above',
  LessThanThreshold: 'below',
  LessThanOrEqualToThreshold: 'at-or-below',
};

const missingData: Readonly<Record<string, AlarmRule['missingData']>> = {
  breaching: 'breaching',
  notBreaching: 'not-breaching',
  ignore: 'ignore',
  missing: 'missing',
};

function toAlarmRule({ ComparisonOperator, Threshold, TreatMissingData = 'missing' }: MetricAlarm): AlarmRule | 'none' {
  const comparison = comparisons[ComparisonOperator ?? ''];
  const missing = missingData[TreatMissingData];
  if (comparison === undefined || missing === undefined || Threshold === undefined) return 'none';
  return { comparison, threshold: Threshold, missingData: missing };
}

function toAlarmMetric(wire: MetricAlarm): AlarmMetric | 'none' {
  const statistic = wire.Statistic ?? wire.ExtendedStatistic;
  if (!wire.Namespace || !wire.MetricName || !statistic || wire.Period === undefined) return 'none';
  const dimensions: Record<string, string> = {};
  for (const { Name, Value } of wire.Dimensions ?? []) {
    if (Name !== undefined && Value !== undefined) dimensions[Name] = Value;
  }
  return { namespace: wire.Namespace, name: wire.MetricName, dimensions, statistic, periodSeconds: wire.Period };
}
