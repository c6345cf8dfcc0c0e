import { expect, test } from 'vitest';
import { scriptedScope, withScriptedEdge } from '@/lib/aws/testing/scripted-edge';
import { readLaunches } from './read-launches';

const begun = '2026-11-20T03:00:00Z';

function activity(id: string, more: Readonly<Record<string, string>>): string {
  const all = { ActivityId: id, AutoScalingGroupName: 'shop', StatusCode: 'Successful', ...more };
  const fields = Object.entries(all).map(([name, value]) => `<${name}>${value}</${name}>`);
  return `<member>${fields.join('')}</member>`;
}

function read(...activities: readonly string[]) {
  const xml = `<DescribeScalingActivitiesResponse><DescribeScalingActivitiesResult><Activities>${activities.join('')}</Activities></DescribeScalingActivitiesResult></DescribeScalingActivitiesResponse>`;
  return withScriptedEdge(
    () => ({ xml }),
    async (edge) => {
      const answer = await readLaunches(edge, scriptedScope, 'shop');
      return answer.state === 'answered' && answer.value.of === 'launches' ? answer.value.newest : answer.state;
    },
  );
}

const launch = { Description: 'Launching a new EC2 instance: i-1', StartTime: begun };
const stop = { Description: 'Terminating EC2 instance: i-0', StartTime: begun };

test('the newest attempt to start an instance counts, and what stops one does not', async () => {
  const failed = { ...launch, StatusCode: 'Failed', StatusMessage: 'No capacity' };
  expect(await read(activity('1', stop), activity('2', failed), activity('3', launch))).toEqual({
    state: 'failed',
    startedAt: Date.parse(begun),
    words: 'No capacity',
  });
  expect(await read(activity('1', stop))).toBe('none');
});

test('an attempt that is told in part only may be the newest: what it came to is not known', async () => {
  const { StartTime: _start, ...undated } = launch;
  expect(await read(activity('1', undated), activity('2', launch))).toBe('unknown');
  expect(await read(activity('', launch), activity('2', launch))).toBe('unknown');
});
