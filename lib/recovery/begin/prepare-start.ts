import { randomUUID } from 'node:crypto';
import { type Actor, subjectOf } from '@/lib/access/actor';
import { type CommandRefusal, refuse } from '@/lib/domain/recovery/command-result';
import type { Blocker } from '@/lib/domain/recovery/decision';
import type { Execution, StartRequest } from '@/lib/domain/recovery/execution';
import { wantedRecoverySeconds } from '@/lib/domain/recovery/wanted-recovery-time';
import type { EpochMs } from '@/lib/domain/time';
import { insertExecution } from '@/lib/persistence/executions';
import type { Store } from '@/lib/persistence/store';
import type { StoreTransaction } from '@/lib/persistence/transaction';
import { checkStart, type StartVerdict } from '../rules/decide/check-start';
import { decide } from '../rules/decide/decide';
import { createExecution } from '../rules/execution/create-execution';
import { regionToType } from '../rules/region-to-type';
import { type RecoveryEvidence, readRecoveryEvidence } from './read-recovery-evidence';
import { refuseOverride } from './refuse-override';

/** What is asked for, with the region that was typed; a dry run needs none. */
export type StartInput = StartRequest & { readonly typedRegion: string };

/** A run that may begin, and how it is written down. */
export interface PreparedStart {
  readonly ok: true;
  readonly executionId: string;
  /** For the audit trail. */
  readonly details: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly write: (tx: StoreTransaction) => Promise<'written' | CommandRefusal>;
}

/**
 * Judges the start of a run with everything as it is now, in a person's name: the one way in which runs are begun, by people
 * as by a drill.
 */
export async function prepareStart(
  store: Store,
  input: StartInput,
  actor: Actor,
  now: EpochMs,
): Promise<PreparedStart | CommandRefusal> {
  const evidence = await readRecoveryEvidence(store, actor.scope, input.workloadId, now);
  const decision = evidence === 'not-found' ? 'none' : decide({ ...evidence, ...question(input) }, now);
  if (evidence === 'not-found' || decision === 'none') return refuse('not-found', 'There is no such workload.');
  const verdict = checkStart(input, decision, evidence.plans, actor.name);
  if (verdict.state === 'refused') return toRefusal(verdict.blockers);
  const wanted = regionToType({ action: verdict.plan.action, ...verdict.route });
  if (!input.dryRun && input.typedRegion !== wanted) {
    return refuse('wrong-region', `Type ${wanted} to say that this is the region you mean.`);
  }
  const override = refuseOverride(verdict.overridden, verdict.route, input.mode, actor);
  if (override !== 'none') return override;
  const run = toExecution(input, verdict, evidence, actor, now);
  const { accountId } = evidence.workload.workload;
  return {
    ok: true,
    executionId: run.id,
    details: detailsOf(input, verdict),
    write: (tx) => insert(tx, run, accountId, actor),
  };
}

function question({ workloadId, source }: StartInput) {
  return { workloadId, source };
}

type Ready = Extract<StartVerdict, { state: 'ready' }>;

function toExecution(
  input: StartInput,
  { plan, route, ranked, overridden, boundTo }: Ready,
  { workload }: RecoveryEvidence,
  actor: Actor,
  now: EpochMs,
): Execution {
  if (ranked.estimate === 'none') throw new Error('A run that may begin has a route, and a route an estimate.');
  return createExecution(
    {
      id: randomUUID(),
      request: input,
      plan,
      route,
      startedBy: actor.name,
      losses: ranked.losses,
      estimate: ranked.estimate,
      overridden,
      boundTo,
      objectiveSeconds: wantedRecoverySeconds(workload.workload),
    },
    now,
  );
}

async function insert(
  tx: StoreTransaction,
  run: Execution,
  accountId: string,
  actor: Actor,
): Promise<'written' | CommandRefusal> {
  const inserted = await insertExecution(tx, { run, accountId, startedBySubject: subjectOf(actor) });
  if (inserted === 'inserted') return 'written';
  return refuse('another-run', 'Somebody began a run of this workload at the same moment. Look at that one.');
}

function detailsOf(input: StartInput, { ranked, overridden }: Ready) {
  const losses = ranked.losses.map(({ storeId, fate, atMostSeconds }) => `${storeId}: ${atMostSeconds} s ${fate}`);
  return {
    planVersion: input.planVersion,
    mode: input.mode,
    dryRun: input.dryRun,
    drill: input.drill,
    because: input.reason,
    losses: losses.join('; '),
    overridden: overridden.map(({ code, reason: why }) => `${code}: ${why}`).join('; ') || undefined,
  };
}

function toRefusal(blockers: readonly Blocker[]): CommandRefusal {
  const has = (...codes: readonly Blocker['code'][]) => blockers.find(({ code }) => codes.includes(code));
  const stale = has('plan-changed', 'figures-changed', 'loss-not-acknowledged');
  const live = has('another-run');
  const first = stale ?? live ?? blockers[0];
  const code = stale !== undefined ? 'stale' : live !== undefined ? 'another-run' : 'blocked';
  return refuse(code, first === undefined ? 'It may not begin.' : `${first.sentence}. ${first.toClear}`, blockers);
}
