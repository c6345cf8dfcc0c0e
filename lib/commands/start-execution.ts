import 'server-only';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Actor, subjectOf } from '@/lib/access/actor';
import type { Blocker } from '@/lib/domain/recovery/decision';
import type { Execution, StartRequest } from '@/lib/domain/recovery/execution';
import { wantedRecoverySeconds } from '@/lib/domain/recovery/wanted-recovery-time';
import type { EpochMs } from '@/lib/domain/time';
import { insertExecution } from '@/lib/persistence/executions';
import type { StoreTransaction } from '@/lib/persistence/transaction';
import { type RecoveryEvidence, readRecoveryEvidence } from '@/lib/queries/read-recovery-evidence';
import { webStore } from '@/lib/queries/web-store';
import { checkStart, type StartVerdict } from '@/lib/recovery/rules/decide/check-start';
import { decide } from '@/lib/recovery/rules/decide/decide';
import { createExecution } from '@/lib/recovery/rules/execution/create-execution';
import { regionToType } from '@/lib/recovery/rules/region-to-type';
import { acknowledgedLoss, flag, id, idempotencyKey, mode, overrides, reason } from './command-input';
import { refuseOverride } from './command-override';
import { type CommandRefusal, type ExecutionCommandResult, refuse } from './command-result';
import { type Accepted, issueCommand } from './issue-command';

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
type Input = z.output<typeof schema>;

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
      decide: decideStart,
    },
    actor,
    input,
  );
}

async function decideStart(input: Input, actor: Actor, now: EpochMs): Promise<Accepted | CommandRefusal> {
  const request: StartRequest = input;
  const evidence = await readRecoveryEvidence(webStore(), actor.scope, input.workloadId, now);
  const decision = evidence === 'not-found' ? 'none' : decide({ ...evidence, ...question(input) }, now);
  if (evidence === 'not-found' || decision === 'none') return refuse('not-found', 'There is no such workload.');
  const verdict = checkStart(request, decision, evidence.plans, actor.name);
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

function question({ workloadId, source }: Input) {
  return { workloadId, source };
}

type Ready = Extract<StartVerdict, { state: 'ready' }>;

function toExecution(
  input: Input,
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

function detailsOf(input: Input, { ranked, overridden }: Ready) {
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
