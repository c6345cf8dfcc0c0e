import { z } from 'zod';
import { type Actor, wholeFleet } from '@/lib/access/actor';
import { planModes } from '@/lib/domain/recovery/plan';
import type { StoredDrill } from '@/lib/persistence/drills';
import { readEntities } from '@/lib/persistence/entities';
import { findExecution, readExecutions } from '@/lib/persistence/executions';
import { beginInName } from '../../begin/begin-in-name';
import { readRecoveryEvidence } from '../../begin/read-recovery-evidence';
import type { DrillProduct } from '../../drill/ports';
import { decide } from '../../rules/decide/decide';
import type { RunPorts } from '../run-ports';

/** What a drill asks for, in the terms of a start; anything else is a fault of ours. */
const startInput = z.object({
  idempotencyKey: z.string(),
  workloadId: z.string(),
  planId: z.string(),
  planVersion: z.string(),
  mode: z.enum(planModes),
  source: z.string(),
  target: z.string(),
  dryRun: z.literal(false),
  drill: z.literal(true),
  reason: z.string(),
  typedRegion: z.string(),
  acknowledgedLoss: z.record(z.string(), z.union([z.number(), z.literal('unknown')])),
  overrides: z.array(z.object({ code: z.string(), about: z.string().optional(), reason: z.string() })),
});

/**
 * The product as an engine has it: the store, read as the rules of every run read it, and starts in the name of the person
 * whose drill it is. It agrees to nothing: approvals are people's.
 */
export function engineProduct(
  { store, clock }: Pick<RunPorts, 'store' | 'clock'>,
  { drill, person }: StoredDrill,
): DrillProduct {
  const actor: Actor = { name: drill.askedBy, role: person.role, subject: person.subject, scope: wholeFleet };
  return {
    fleet: async () => (await readEntities(store)).entities.map(({ entity }) => entity),
    async decision(workloadId, source) {
      const now = clock.now();
      const evidence = await readRecoveryEvidence(store, wholeFleet, workloadId, now);
      if (evidence === 'not-found') return 'not-found';
      const decision = decide({ ...evidence, workloadId, source }, now);
      return decision === 'none' ? 'not-found' : decision;
    },
    executions: async (workloadId) => (await readExecutions(store, { workloadId })).map(({ document }) => document),
    async execution(id) {
      const stored = await findExecution(store.db, id);
      return stored === 'not-found' ? stored : stored.document;
    },
    start(given) {
      const { idempotencyKey: key, ...input } = startInput.parse(given);
      return beginInName(store, { actor, input, key, through: `drill ${drill.id}` }, clock.now());
    },
    addressOf: (id) => `/recovery/executions/${encodeURIComponent(id)}`,
  };
}
