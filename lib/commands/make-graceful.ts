import 'server-only';
import type { Actor } from '@/lib/access/actor';
import { modeChangeInput, toModeChange } from './command-mode-change';
import type { ExecutionCommandResult } from './command-result';
import { steerExecution } from './steer-execution';

/**
 * Does not give the region being left up after all: a run that is paused before anything of that kind was begun goes on
 * gracefully, once every gate of the graceful way lets it, and with a second person's word where the plan asks for one.
 */
export function makeGraceful(actor: Actor | 'nobody', input: unknown): Promise<ExecutionCommandResult> {
  return steerExecution(
    {
      verb: 'make-graceful',
      permission: 'steer-execution',
      schema: modeChangeInput,
      toEvent: (...given) => toModeChange('make-graceful', ...given),
    },
    actor,
    input,
  );
}
