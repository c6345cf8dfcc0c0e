import 'server-only';
import type { Actor } from '@/lib/access/actor';
import { modeChangeInput, toModeChange } from './command-mode-change';
import type { ExecutionCommandResult } from './command-result';
import { steerExecution } from './steer-execution';

/**
 * Gives the region being left up: a graceful run that is stuck goes on ungracefully, with the figures of now, which must
 * have been acknowledged, and with a second person's word where the plan asks for one. It never does so by itself.
 */
export function escalateExecution(actor: Actor | 'nobody', input: unknown): Promise<ExecutionCommandResult> {
  return steerExecution(
    {
      verb: 'escalate-execution',
      permission: 'steer-execution',
      schema: modeChangeInput,
      toEvent: (...given) => toModeChange('escalate', ...given),
    },
    actor,
    input,
  );
}
