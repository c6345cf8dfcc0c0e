import type { RunCommands } from '@/components/executions/command';
import { RunScreen } from '@/components/executions/run-screen';
import { LiveEntities } from '@/components/shell/live-entities';
import type { Role } from '@/lib/access/actor';
import { hasPermission } from '@/lib/access/permissions';
import { readFleetEntities } from '@/lib/queries/read-fleet';
import { decoded } from '../../../../find-segment';
import { requireSession } from '../../../../require-session';
import * as actions from '../../actions';

export default async function RunPage({ params }: { params: Promise<{ execution: string }> }) {
  const actor = await requireSession();
  const [{ execution }, fleet] = await Promise.all([params, readFleetEntities(actor)]);
  return (
    <LiveEntities initial={fleet}>
      <RunScreen
        executionId={decoded(execution)}
        commands={commandsFor(actor.role)}
        ownResidue={hasPermission(actor.role, 'own-residue') ? actions.ownResidue : 'not-allowed'}
        report="live"
      />
    </LiveEntities>
  );
}

/** What a role is offered. Each command authorises again by itself. */
function commandsFor(role: Role): RunCommands {
  const steering = <T,>(action: T) => (hasPermission(role, 'steer-execution') ? action : ('not-allowed' as const));
  const approving = <T,>(action: T) => (hasPermission(role, 'approve-execution') ? action : ('not-allowed' as const));
  return {
    approve: approving(actions.approve),
    decline: approving(actions.decline),
    pause: steering(actions.pause),
    resume: steering(actions.resume),
    'retry-step': steering(actions.retryStep),
    'skip-step': steering(actions.skipStep),
    cancel: steering(actions.cancel),
    escalate: steering(actions.escalate),
    'make-graceful': steering(actions.makeGraceful),
    'acknowledge-risk': steering(actions.acknowledgeRisk),
    'task-done': steering(actions.completeTask),
  };
}
