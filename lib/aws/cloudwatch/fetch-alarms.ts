import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { type Asking, ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import { type Notice, toEach } from '../notices';
import { pageThrough, toNext } from '../page-through';
import type { Answer, CallScope } from '../types';
import type { AlarmReading } from './readings';
import { toCompositeAlarm, toLogAlarm, toMetricAlarm } from './to-alarm';

const call: AwsCall<'cloudwatch'> = {
  service: 'cloudwatch',
  action: 'cloudwatch:DescribeAlarms',
  shows: 'Alarm states',
};

/** Reads every alarm of one account and region: metric, composite and log alarms, all pages. */
export function fetchAlarms(edge: AwsEdge, scope: CallScope): Promise<Answer<readonly AlarmReading[]>> {
  return ask(edge, scope, call, async (asking) => {
    const notices: string[] = [];
    const value = await pageThrough((token: string | undefined) =>
      readPage(asking, token, (sentence) => notices.push(sentence)),
    );
    return { value, notices };
  });
}

async function readPage({ client, signal }: Asking<'cloudwatch'>, token: string | undefined, notice: Notice) {
  const output = await client.send(
    new DescribeAlarmsCommand({
      // Without this list only metric alarms come.
      AlarmTypes: ['MetricAlarm', 'CompositeAlarm', 'LogAlarm'],
      MaxRecords: 100,
      NextToken: token,
    }),
    { abortSignal: signal },
  );
  const items = [
    ...toEach(output.MetricAlarms ?? [], toMetricAlarm, notice, 'metric alarms'),
    ...toEach(output.CompositeAlarms ?? [], toCompositeAlarm, notice, 'composite alarms'),
    ...toEach(output.LogAlarms ?? [], toLogAlarm, notice, 'log alarms'),
  ];
  return { items, next: toNext(output.NextToken) };
}
