import { describe, expect, test } from 'vitest';
import { expectAnswered, scriptedScope, withScriptedEdge } from '../testing/scripted-edge';
import { fetchAlarms } from './fetch-alarms';

const lagAlarm = {
  AlarmArn: 'arn:aws:cloudwatch:us-east-1:111122223333:alarm:lag',
  AlarmName: 'lag',
  AlarmDescription: 'Replication lag',
  StateValue: 'ALARM',
  StateReason: 'Threshold Crossed',
  StateUpdatedTimestamp: 1_800_000_500,
  StateTransitionedTimestamp: 1_800_000_000,
  ActionsEnabled: true,
  Namespace: 'AWS/RDS',
  MetricName: 'AuroraGlobalDBRPOLag',
  Statistic: 'Maximum',
  Period: 60,
  Dimensions: [{ Name: 'DBClusterIdentifier', Value: 'checkout-usw2' }],
};

const fetchFrom = (json: unknown) =>
  withScriptedEdge(
    () => ({ json }),
    (edge) => fetchAlarms(edge, scriptedScope),
  );

describe('alarms', () => {
  test('carry the moment their state really changed, and the metric behind them', async () => {
    expect(expectAnswered(await fetchFrom({ MetricAlarms: [lagAlarm] }))).toMatchObject({
      value: [
        {
          arn: lagAlarm.AlarmArn,
          name: 'lag',
          kind: 'metric',
          state: 'alarm',
          reason: 'Threshold Crossed',
          description: 'Replication lag',
          changedAt: 1_800_000_000_000,
          evaluation: 'complete',
          actionsEnabled: true,
          metric: {
            namespace: 'AWS/RDS',
            name: 'AuroraGlobalDBRPOLag',
            dimensions: { DBClusterIdentifier: 'checkout-usw2' },
            statistic: 'Maximum',
            periodSeconds: 60,
          },
        },
      ],
      notices: [],
    });
  });

  test('without a state are no alarms without data: they keep their last state, and a notice says so', async () => {
    const { StateValue: _state, ...stateless } = lagAlarm;
    const { value, notices } = expectAnswered(await fetchFrom({ MetricAlarms: [stateless] }));
    expect(value).toMatchObject([{ name: 'lag', evaluation: 'evaluation-failed' }]);
    expect(notices.join(' ')).toContain('The alarm lag has a state this console does not know; it keeps its last one');
  });

  test('of all kinds are asked for and given, over all pages', async () => {
    const answer = await withScriptedEdge(
      (_request, count) =>
        count === 1
          ? { json: { MetricAlarms: [lagAlarm], NextToken: 'two' } }
          : {
              json: {
                CompositeAlarms: [{ AlarmArn: 'arn:c', AlarmName: 'c', StateValue: 'OK' }],
                LogAlarms: [{ AlarmArn: 'arn:l', AlarmName: 'l', StateValue: 'INSUFFICIENT_DATA' }],
              },
            },
      async (edge, endpoint) => {
        const fetched = await fetchAlarms(edge, scriptedScope);
        expect(JSON.parse(endpoint.seen[0]?.body ?? '').AlarmTypes).toEqual([
          'MetricAlarm',
          'CompositeAlarm',
          'LogAlarm',
        ]);
        return fetched;
      },
    );
    expect(expectAnswered(answer).value.map(({ kind, state }) => [kind, state])).toEqual([
      ['metric', 'alarm'],
      ['composite', 'ok'],
      ['log', 'insufficient-data'],
    ]);
  });

  test.each([
    ['PARTIAL_DATA', 'partial-data'],
    ['EVALUATION_ERROR', 'evaluation-failed'],
    ['EVALUATION_FAILURE', 'evaluation-failed'],
  ])('whose evaluation was %s say so: their state is not to be trusted', async (wire, evaluation) => {
    const answer = await fetchFrom({ MetricAlarms: [{ ...lagAlarm, EvaluationState: wire }] });
    expect(expectAnswered(answer).value[0]?.evaluation).toBe(evaluation);
  });

  test('with a state that is new to the console never pass for ok', async () => {
    const answer = await fetchFrom({ MetricAlarms: [{ ...lagAlarm, StateValue: 'RESTING' }] });
    const { value, notices } = expectAnswered(answer);
    expect(value[0]?.state).toBe('insufficient-data');
    expect(notices[0]).toContain('lag');
  });

  test('without a name are left out, and a notice counts them', async () => {
    const { value, notices } = expectAnswered(await fetchFrom({ MetricAlarms: [lagAlarm, { StateValue: 'OK' }] }));
    expect(value).toHaveLength(1);
    expect(notices[0]).toContain('1 metric alarms');
  });

  test('whose list never ends are no answer: half a list would look as if the rest were gone', async () => {
    const answer = await fetchFrom({ MetricAlarms: [lagAlarm], NextToken: 'same' });
    expect(answer).toMatchObject({ state: 'failed', message: expect.stringContaining('same page again and again') });
  });
});
