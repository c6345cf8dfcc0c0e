import { formatDuration } from '@/lib/format';
import type { ClockView } from '@/lib/recovery/pages/view-clock';

/** How long users were without service, with its objective; the run's own length where they noticed nothing. */
export function verdictWords({ counts, elapsedSeconds, objectiveSeconds, verdict }: ClockView): string {
  const elapsed = formatDuration(elapsedSeconds);
  if (counts === 'run') return `ran ${elapsed}`;
  const of = objectiveSeconds === 'none' ? '' : ` of ${formatDuration(objectiveSeconds, 'down')}`;
  return verdict === 'not-proven' ? `at least ${elapsed}${of}` : `${elapsed}${of}`;
}
