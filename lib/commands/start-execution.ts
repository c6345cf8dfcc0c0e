import 'server-only';
import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { webStore } from '@/lib/queries/web-store';
import { prepareStart } from '@/lib/recovery/begin/prepare-start';
import { acknowledgedLoss, flag, id, idempotencyKey, mode, overrides, reason } from './command-input';
import type { ExecutionCommandResult } from './command-result';
import { issueCommand } from './issue-command';

const schema = z.object({
  idempotencyKey,
  workloadId: id,
  planId: id,
  /** The version the person saw. */
  planVersion: id,
  mode,
  source: id,
  target: id,
  dryRun: flag,
  drill: flag,
  reason,
  /** As `regionToType` says; a dry run needs none. */
  typedRegion: z.string().trim().max(64).default(''),
  acknowledgedLoss,
  overrides,
});
/**
 * Begins a run, or a dry run, of a plan: every gate is asked anew, the plan must be the one that was seen, what would be
 * lost must have been acknowledged, and the region must have been typed. Of each workload one run at most is live.
 * Gates that may be overridden are, with a reason, by an approver: the one who begins it where no second person is
 * asked, otherwise the one who agrees.
 */
export function startExecution(actor: Actor | 'nobody', input: unknown): Promise<ExecutionCommandResult> {
  return issueCommand(
    {
      verb: 'start-execution',
      permission: 'start-execution',
      schema,
      targetOf: ({ planId, source, target }) => `${planId} ${source}>${target}`,
      toldOf: ({ drill }) => (drill ? { drill } : {}),
      decide: (input, actor, now) => prepareStart(webStore(), input, actor, now),
    },
    actor,
    input,
  );
}
