import { type Answer, type AwsEdge, type CallScope, fetchScalingActivities, type ScalingActivity } from '@/lib/aws';
import type { NewestLaunch, ResidueReading } from '@/lib/domain/recovery/residue/entities';

const longestWords = 300;

/** Whether a group gets the instances that it asks for, by its newest attempt to start one. */
export async function readLaunches(edge: AwsEdge, scope: CallScope, group: string): Promise<Answer<ResidueReading>> {
  const answer = await fetchScalingActivities(edge, scope, group);
  if (answer.state !== 'answered') return answer;
  const [newest = 'none'] = answer.value.map(toLaunch).filter((launch) => launch !== 'none');
  return { ...answer, value: { of: 'launches', newest } };
}

/** Newest first, as AWS lists them. What stops an instance is no launch. */
function toLaunch({ description, state, message, startedAt }: ScalingActivity): NewestLaunch | 'none' {
  if (!description.startsWith('Launching') || startedAt === 'unknown') return 'none';
  return { state: states[state], startedAt, words: message.slice(0, longestWords) };
}

const states: Readonly<Record<ScalingActivity['state'], NewestLaunch['state']>> = {
  successful: 'succeeded',
  failed: 'failed',
  'in-progress': 'under-way',
  unknown: 'unknown',
};
