import { type Answer, type AwsEdge, type CallScope, fetchScalingActivities, type ScalingActivity } from '@/lib/aws';
import type { NewestLaunch, ResidueReading } from '@/lib/domain/recovery/residue/entities';

const longestWords = 300;

/**
 * Whether a group gets the instances that it asks for, by its newest attempt to start one. An attempt that is told only in
 * part may be the newest, and which way it went is not known then.
 */
export async function readLaunches(edge: AwsEdge, scope: CallScope, group: string): Promise<Answer<ResidueReading>> {
  const answer = await fetchScalingActivities(edge, scope, group);
  if (answer.state !== 'answered') return answer;
  const launches = answer.value.filter(isLaunch).map(toLaunch);
  const isWhole = answer.notices.length === 0 && !launches.includes('unknown');
  // Newest first, as AWS lists them.
  const [newest = 'none'] = launches;
  return { ...answer, value: { of: 'launches', newest: isWhole ? newest : 'unknown' } };
}

/** What stops an instance is no launch. */
function isLaunch({ description }: ScalingActivity): boolean {
  return description.startsWith('Launching');
}

function toLaunch({ state, message, startedAt }: ScalingActivity): NewestLaunch | 'unknown' {
  if (startedAt === 'unknown') return 'unknown';
  return { state: states[state], startedAt, words: message.slice(0, longestWords) };
}

const states: Readonly<Record<ScalingActivity['state'], NewestLaunch['state']>> = {
  successful: 'succeeded',
  failed: 'failed',
  'in-progress': 'under-way',
  unknown: 'unknown',
};
