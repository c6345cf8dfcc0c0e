import 'server-only';
import { z } from 'zod';
import { type Actor, isInScope } from '@/lib/access/actor';
import { toFleetEvidence } from '@/lib/domain/fleet-evidence';
import { findQuarantines, quarantineKey, seenInQuarantine } from '@/lib/domain/recovery/quarantine';
import { buildResidue, isLeftOpen, whatIsSeen } from '@/lib/domain/recovery/residue/build-residue';
import { ownerIdOf, type ResidueOwnerEntity } from '@/lib/domain/recovery/residue/entities';
import { findJourneys } from '@/lib/domain/recovery/way-home';
import type { EpochMs } from '@/lib/domain/time';
import { applyChangesWithin } from '@/lib/persistence/entities';
import { findExecution, type StoredExecution } from '@/lib/persistence/executions';
import { readRecoveryEvidence } from '@/lib/queries/read-recovery-evidence';
import { webStore } from '@/lib/queries/web-store';
import { id, idempotencyKey, reason } from './command-input';
import { type CommandRefusal, type ExecutionCommandResult, refuse } from './command-result';
import { type Accepted, issueCommand } from './issue-command';

const schema = z.object({
  idempotencyKey,
  /** The run that left it. */
  executionId: id,
  /** The line, or the region in quarantine; names of AWS in it may be long. */
  key: z.string().min(1).max(1000),
  /** What the line said when the person looked at it. */
  saw: z.string().min(1).max(1000),
  reason,
});

type Input = z.output<typeof schema>;

/**
 * Takes over a line of what a run left behind, or a region that is kept in quarantine: from then on it is that person's,
 * and holds nothing up. Refused where nothing is left to own, or where it is not what the person saw.
 */
export function ownResidue(actor: Actor | 'nobody', input: unknown): Promise<ExecutionCommandResult> {
  return issueCommand(
    {
      verb: 'own-residue',
      permission: 'own-residue',
      schema,
      targetOf: ({ executionId }) => executionId,
      decide: decideOwnership,
    },
    actor,
    input,
  );
}

async function decideOwnership(input: Input, actor: Actor, now: EpochMs): Promise<Accepted | CommandRefusal> {
  const { executionId, key, saw, reason: why } = input;
  const stored = await findExecution(webStore().db, executionId);
  if (stored === 'not-found') return refuse('not-found', 'There is no such run.');
  const { accountId, workloadId } = stored;
  if (!isInScope(actor.scope, { accountId, workloadId, region: 'none' })) {
    return refuse('not-found', 'There is no such run.');
  }
  const standing = await findStanding(actor, stored, key, now);
  if (standing === 'nothing') {
    return refuse('not-found', 'Nothing of it is left to take over. Reload the page to see what is.');
  }
  if (standing !== saw) return refuse('stale', `It is something else than you saw: ${standing}. Look again.`);
  const owner: ResidueOwnerEntity = {
    kind: 'residue-owner',
    id: ownerIdOf(executionId, key),
    executionId,
    workloadId,
    accountId,
    key,
    by: actor.name,
    reason: why,
    at: now,
    saw,
  };
  return {
    ok: true,
    isDone: true,
    executionId,
    details: { because: why, line: key, saw },
    write: async (tx) => {
      const labels = { accountId, region: 'none', workloadId };
      await applyChangesWithin(tx, [{ op: 'put', entity: owner, labels }]);
      return 'written';
    },
  };
}

/** What the line says now; `nothing` where it is not there, is cleared, or is somebody's already. */
async function findStanding(
  { scope }: Actor,
  { id: executionId, workloadId }: StoredExecution,
  key: string,
  now: EpochMs,
): Promise<string | 'nothing'> {
  const known = await readRecoveryEvidence(webStore(), scope, workloadId, now);
  if (known === 'not-found') return 'nothing';
  const { workload } = known.workload;
  const evidence = toFleetEvidence(known.entities, now);
  const journeys = findJourneys(known.executions, workloadId, now);
  const lines = journeys.flatMap((journey) => buildResidue(journey, { workload, evidence, now }));
  const line = lines.find((each) => each.runId === executionId && each.key === key && isLeftOpen(each));
  if (line !== undefined) return whatIsSeen(line);
  const kept = findQuarantines(workload, evidence, now).find(
    ({ run, region }) => run.id === executionId && quarantineKey(region) === key,
  );
  return kept === undefined ? 'nothing' : seenInQuarantine;
}
