import type { Seconds } from '@/lib/domain/time';
import { secondsSinceBegun } from './outcomes';
import type { ReadBack, StepContext, StepPorts } from './step-kind';

/**
 * Reads back what became of a call. What was accepted a moment ago may not be shown yet, and what is repeated too early
 * is done twice: that it did not happen is said only once AWS would have shown it.
 *
 * @param shownWithinSeconds fleet seconds after its beginning within which AWS shows what it accepted
 */
export async function readBackPatiently(
  shownWithinSeconds: Seconds,
  ports: StepPorts,
  context: StepContext,
  readOnce: () => Promise<ReadBack>,
): Promise<ReadBack> {
  const left = shownWithinSeconds - secondsSinceBegun(context, ports.clock.now());
  const first = await readOnce();
  if (first.verdict !== 'did-not-happen' || left <= 0) return first;
  await ports.clock.pause(left, ports.signal);
  const second = await readOnce();
  return { ...second, calls: [...first.calls, ...second.calls] };
}
