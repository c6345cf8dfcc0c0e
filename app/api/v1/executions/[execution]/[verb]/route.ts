import type { Actor } from '@/lib/access/actor';
import { acknowledgeRisk } from '@/lib/commands/acknowledge-risk';
import { approveExecution } from '@/lib/commands/approve-execution';
import { cancelExecution } from '@/lib/commands/cancel-execution';
import { clearAntiFlap } from '@/lib/commands/clear-anti-flap';
import type { ExecutionCommandResult } from '@/lib/commands/command-result';
import { completeTask } from '@/lib/commands/complete-task';
import { declineExecution } from '@/lib/commands/decline-execution';
import { escalateExecution } from '@/lib/commands/escalate-execution';
import { makeGraceful } from '@/lib/commands/make-graceful';
import { pauseExecution } from '@/lib/commands/pause-execution';
import { resumeExecution } from '@/lib/commands/resume-execution';
import { retryStep } from '@/lib/commands/retry-step';
import { skipStep } from '@/lib/commands/skip-step';
import { decoded } from '../../../../../find-segment';
import { answeringCommand } from '../../../../answer-command';

export const dynamic = 'force-dynamic';

type Command = (actor: Actor | 'nobody', input: unknown) => Promise<ExecutionCommandResult>;

const commands: Readonly<Record<string, Command>> = {
  approve: approveExecution,
  decline: declineExecution,
  pause: pauseExecution,
  resume: resumeExecution,
  'retry-step': retryStep,
  'skip-step': skipStep,
  cancel: cancelExecution,
  escalate: escalateExecution,
  'make-graceful': makeGraceful,
  'acknowledge-risk': acknowledgeRisk,
  'task-done': completeTask,
  'clear-anti-flap': clearAntiFlap,
};

/** Does something to a run; the body holds the rest of the command, its idempotency key included. */
export async function POST(request: Request, { params }: { params: Promise<{ execution: string; verb: string }> }) {
  const { execution, verb } = await params;
  const command = Object.hasOwn(commands, verb) ? commands[verb] : undefined;
  if (command === undefined) return Response.json({ error: 'not-found' }, { status: 404 });
  const executionId = decoded(execution);
  return answeringCommand(request, (actor, input) => command(actor, { ...Object(input), executionId }));
}
