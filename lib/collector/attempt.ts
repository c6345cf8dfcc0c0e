import type { Log } from './log';
import type { AskContext, Outcome, SourceTask } from './source';

/** A source whose own deadline did not end it is given up this many wall milliseconds later. */
const graceMs = 1000;

/**
 * Asks a source once. Whatever happens inside it, this ends within its deadline and a second: a port that hangs or
 * throws costs one attempt, never the schedule.
 */
export async function attempt(task: SourceTask, context: AskContext, log: Log): Promise<Outcome | 'nothing-to-ask'> {
  let timer: NodeJS.Timeout | undefined;
  const givenUp = new Promise<Outcome>((resolve) => {
    timer = setTimeout(() => {
      log.error({ source: task.id }, `${task.call} did not keep its own deadline; the attempt was given up.`);
      resolve({
        state: 'timed-out',
        message: `${task.call} in ${task.region} did not answer in time; values keep their last date.`,
        merge: task.lose('timed-out'),
      });
    }, task.deadlineMs + graceMs);
  });
  try {
    return await Promise.race([task.ask(context), givenUp]);
  } catch (error) {
    log.error({ source: task.id, err: error }, `${task.call} failed inside the collector.`);
    return {
      state: 'failed',
      message: `${task.call} in ${task.region} could not be asked because of a fault of the console; it is asked again.`,
      merge: task.lose('failed'),
    };
  } finally {
    clearTimeout(timer);
  }
}
