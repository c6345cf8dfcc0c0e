import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Actor, type Role, roles, wholeFleet } from '@/lib/access/actor';
import { toLabels } from '@/lib/collector/labels';
import { formatClock } from '@/lib/config/clock';
import type { Entity } from '@/lib/domain/entities';
import type { Execution } from '@/lib/domain/recovery/execution';
import type { RecoveryPlan } from '@/lib/domain/recovery/plan';
import { judgedAt } from '@/lib/domain/testing/arbitraries';
import { calmFleetEntities, regionDownEntities, sampleFleet } from '@/lib/domain/testing/sample-entities';
import { readAudit } from '@/lib/persistence/audit';
import { applyChanges } from '@/lib/persistence/entities';
import { claimExecution, findExecution, saveExecution } from '@/lib/persistence/executions';
import { findCommand } from '@/lib/persistence/recovery-commands';
import { openStore, type Store } from '@/lib/persistence/store';
import { inTransaction } from '@/lib/persistence/transaction';
import { advance } from '@/lib/recovery/rules/execution/advance';
import type { DriverEvent } from '@/lib/recovery/rules/execution/events';
import { buildPlans } from '@/lib/recovery/rules/generate-plans';
import { sampleFactsOf } from '@/lib/recovery/rules/testing/sample-facts';
import { startTestDatabase, type TestDatabase } from '@/scripts/testing/start-test-database';
import type { ExecutionCommandResult } from './command-result';

const person = (name: string, role: Role, subject = `local#${name}`): Actor => ({
  name,
  role,
  scope: wholeFleet,
  subject,
});
const olga = person('olga', 'operator');
const ada = person('ada', 'approver');
const victor = person('victor', 'viewer');

const plans = sampleFleet.workloads.flatMap((workload) => buildPlans(workload, sampleFactsOf));
const plan = plans.find(({ id }) => id === 'checkout/activate');
const planVersion = plan?.version ?? 'none';

let database: TestDatabase;
let store: Store;

type Command = (actor: Actor | 'nobody', input: unknown) => Promise<ExecutionCommandResult>;
const commands: Record<string, Command> = {};

beforeAll(async () => {
  database = await startTestDatabase();
  store = openStore(database.url, { applicationName: 'test' });
  for (const name of Object.keys(process.env).filter((key) => key.startsWith('AWS_'))) delete process.env[name];
  process.env.ANTIPODE_DATABASE_URL = database.url;
  process.env.NEXTAUTH_SECRET = 'a secret of at least thirty-two characters';
  // Fleet time stands almost still: evidence does not age while the tests run.
  process.env.ANTIPODE_CLOCK = formatClock({ anchorFleetMs: judgedAt, anchorWallMs: Date.now(), speed: 1e-6 });
  Object.assign(commands, {
    ...(await import('./start-execution')),
    ...(await import('./approve-execution')),
    ...(await import('./decline-execution')),
    ...(await import('./pause-execution')),
    ...(await import('./resume-execution')),
    ...(await import('./retry-step')),
    ...(await import('./skip-step')),
    ...(await import('./cancel-execution')),
    ...(await import('./escalate-execution')),
    ...(await import('./make-graceful')),
    ...(await import('./acknowledge-risk')),
    ...(await import('./complete-task')),
    ...(await import('./clear-anti-flap')),
  });
});
afterAll(async () => {
  const { webStore } = await import('../queries/web-store');
  await webStore().close();
  await store.close();
  await database.stop();
});

async function know(entities: readonly Entity[], known = plans): Promise<void> {
  const published = known.map(
    (each): Entity => ({
      kind: 'plan',
      id: each.id,
      workloadId: each.workloadId,
      accountId: '111122223333',
      plan: each,
    }),
  );
  await applyChanges(
    store,
    [...entities, ...published].map((entity) => ({ op: 'put', entity, labels: toLabels(entity) })),
  );
}

beforeEach(async () => {
  await store.pool.query(
    'truncate antipode.entity, antipode.audit_entry, antipode.recovery_command, antipode.anti_flap_clearance, antipode.step_attempt, antipode.execution',
  );
  await know(regionDownEntities(judgedAt, { failedFor: 60 }));
});

const asked = (more: object = {}) => ({
  idempotencyKey: randomUUID(),
  workloadId: 'checkout',
  planId: 'checkout/activate',
  planVersion,
  mode: 'ungraceful',
  source: 'us-east-1',
  target: 'us-west-2',
  reason: 'us-east-1 is gone',
  typedRegion: 'us-west-2',
  // As a form sends it.
  acknowledgedLoss: JSON.stringify({ orders: 181 }),
  ...more,
});

const call = (name: string, actor: Actor | 'nobody', input: unknown) => {
  const command = commands[name];
  if (command === undefined) throw new Error(`There is no ${name}.`);
  return command(actor, input);
};

async function begin(more: object = {}): Promise<string> {
  const started = await call('startExecution', olga, asked(more));
  if (!started.ok) throw new Error(started.message);
  return started.executionId;
}

async function runOf(id: string): Promise<Execution> {
  const stored = await findExecution(store.db, id);
  if (stored === 'not-found') throw new Error('There is no such run.');
  return stored.document;
}

/** What an engine would do, written as it would. */
async function drive(id: string, ...events: readonly DriverEvent[]): Promise<void> {
  const stored = await claimExecution(store, id, 'engine-1');
  if (stored === 'ended') throw new Error('The run has ended.');
  let run = stored.document;
  for (const event of [{ kind: 'claimed', driver: 'engine-1' } as const, ...events]) {
    const advanced = advance(run, event, judgedAt);
    if (advanced.state === 'refused') throw new Error(advanced.because);
    run = advanced.execution;
  }
  const ownership = { executionId: id, driver: 'engine-1', epoch: stored.epoch };
  await inTransaction(store, (tx) => saveExecution(tx, ownership, stored.revision + 1, run));
}

/** checkout as a workload for which no second person is asked; its plans. */
async function knowTierTwo(entities: readonly Entity[]): Promise<readonly RecoveryPlan[]> {
  const lesser = sampleFleet.workloads.flatMap((workload) =>
    workload.id === 'checkout' ? [{ ...workload, tier: 2 as const }] : [],
  );
  const own = lesser.flatMap((workload) => buildPlans(workload, sampleFactsOf));
  const known = entities.map((entity): Entity => {
    const [workload] = lesser;
    return entity.kind === 'workload' && entity.id === 'checkout' && workload ? { ...entity, workload } : entity;
  });
  await know(known, own);
  return own;
}

const sentence = 'A sentence';
const askForApproval: readonly DriverEvent[] = [
  { kind: 'step-started', stepId: 'precheck' },
  { kind: 'step-done', stepId: 'precheck', sentence },
  { kind: 'step-started', stepId: 'approval' },
  { kind: 'step-waits', stepId: 'approval', waitsFor: 'approve', sentence },
];

const newestAudit = async () => (await readAudit(store, 1))[0];
const agreeTo = async (id: string) => ({
  idempotencyKey: randomUUID(),
  executionId: id,
  planVersion,
  boundTo: (await runOf(id)).approval.boundTo,
});

describe('starting a run', () => {
  it('writes the run, its command and its audit entry, and the run is in the stream at once', async () => {
    const input = asked();
    const started = await call('startExecution', olga, input);
    if (!started.ok) throw new Error(started.message);
    expect(await runOf(started.executionId)).toMatchObject({
      state: 'pending',
      startedBy: 'olga',
      planVersion,
      approval: { state: 'waiting' },
    });
    expect(await findCommand(store.db, input.idempotencyKey)).toMatchObject({
      state: 'accepted',
      verb: 'start-execution',
    });
    expect(await newestAudit()).toMatchObject({ actor: 'olga', action: 'start-execution', outcome: 'accepted' });
    const { rows } = await store.pool.query(`select id from antipode.entity where kind = 'execution'`);
    expect(rows).toEqual([{ id: started.executionId }]);
  });

  it('submitted twice, also at the same moment, is one run', async () => {
    const input = asked();
    const answers = await Promise.all([1, 2, 3, 4].map(() => call('startExecution', olga, input)));
    const ids = new Set(answers.map((answer) => (answer.ok ? answer.executionId : answer.message)));
    expect(ids.size).toBe(1);
    expect(await call('startExecution', olga, input)).toEqual(answers[0]);
    const { rows } = await store.pool.query('select count(*)::int as runs from antipode.execution');
    expect(rows).toEqual([{ runs: 1 }]);
  });

  it('under a key that was used for something else, or by somebody else, is refused', async () => {
    const input = asked();
    await call('startExecution', olga, input);
    expect(await call('startExecution', olga, { ...input, reason: 'another' })).toMatchObject({
      ok: false,
      code: 'key-used',
    });
    expect(await call('startExecution', person('otto', 'operator'), input)).toMatchObject({
      ok: false,
      code: 'key-used',
    });
  });

  it('while another one lives is refused, whoever is quicker', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => call('startExecution', olga, asked())));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    for (const answer of answers) if (!answer.ok) expect(answer.code).toBe('another-run');
    expect(await call('startExecution', olga, asked())).toMatchObject({ ok: false, code: 'another-run' });
    expect(await newestAudit()).toMatchObject({ outcome: 'refused', details: { code: 'another-run' } });
  });

  it('of another version of the plan, or with figures nobody acknowledged, is refused as stale', async () => {
    for (const more of [{ planVersion: 'old' }, { acknowledgedLoss: '{}' }, { acknowledgedLoss: { orders: 1 } }]) {
      expect(await call('startExecution', olga, asked(more))).toMatchObject({ ok: false, code: 'stale' });
    }
  });

  it('without the right region typed is refused, and says which one', async () => {
    for (const typedRegion of ['', 'us-east-1', 'US-WEST-2', 'us-west-2x']) {
      const answer = await call('startExecution', olga, asked({ typedRegion }));
      expect(answer).toMatchObject({ ok: false, code: 'wrong-region', message: expect.stringContaining('us-west-2') });
    }
    expect((await call('startExecution', olga, asked({ typedRegion: ' us-west-2 ' }))).ok).toBe(true);
  });

  it('that gates stand against is refused with what clears them, and begins with a reason for each that may be overridden', async () => {
    await know(calmFleetEntities(judgedAt));
    const answer = await call('startExecution', olga, asked());
    expect(answer).toMatchObject({ ok: false, code: 'blocked', blockers: [{ code: 'source-healthy' }] });
    const overrides = JSON.stringify([{ code: 'source-healthy', reason: 'It writes rubbish' }]);
    const id = await begin({ overrides });
    // A second person is asked in this tier, and agrees to the override with the rest.
    expect((await runOf(id)).overridden).toMatchObject([
      { code: 'source-healthy', reason: 'It writes rubbish', by: 'olga' },
    ]);
  });

  it('where nobody else is asked is begun in spite of a gate by an approver only', async () => {
    const own = await knowTierTwo(calmFleetEntities(judgedAt));
    const input = {
      planVersion: own[0]?.version,
      overrides: [{ code: 'source-healthy', reason: 'It writes rubbish' }],
    };
    const byOperator = await call('startExecution', olga, asked(input));
    expect(byOperator).toMatchObject({ ok: false, code: 'not-allowed', message: expect.stringContaining('approver') });
    expect(await call('startExecution', ada, asked(input))).toMatchObject({ ok: true });
  });

  it('as a dry run needs no region typed and no gate open', async () => {
    await know(calmFleetEntities(judgedAt));
    const id = await begin({ dryRun: 'on', typedRegion: '', acknowledgedLoss: '' });
    expect(await runOf(id)).toMatchObject({ dryRun: true, approval: { state: 'not-needed' } });
  });

  it('of a workload that is unknown or out of scope is not found, and rubbish is malformed', async () => {
    const stranger: Actor = { ...olga, scope: { ...wholeFleet, workloads: ['media'] } };
    expect(await call('startExecution', stranger, asked())).toMatchObject({ ok: false, code: 'not-found' });
    expect(await call('startExecution', olga, asked({ workloadId: 'nothing' }))).toMatchObject({ code: 'not-found' });
    for (const rubbish of [
      null,
      7,
      'text',
      {},
      [],
      asked({ reason: '  ' }),
      asked({ mode: 'fast' }),
      asked({ idempotencyKey: 'a b' }),
      asked({ overrides: '{' }),
      asked({ acknowledgedLoss: '{"orders":-1}' }),
      asked({ dryRun: 'perhaps' }),
    ]) {
      expect(await call('startExecution', olga, rubbish)).toMatchObject({ ok: false, code: 'malformed' });
    }
  });
});

describe('agreeing to a run', () => {
  it('is for another person: not for who began it, whatever name and role they come with', async () => {
    const id = await begin();
    await drive(id, ...askForApproval);
    const agreed = await agreeTo(id);
    const sameName = person('olga', 'approver', 'https://login.example#77');
    const samePerson = person('olga the approver', 'approver', 'local#olga');
    for (const actor of [sameName, samePerson]) {
      expect(await call('approveExecution', actor, { ...agreed, idempotencyKey: randomUUID() })).toMatchObject({
        ok: false,
        code: 'same-person',
      });
    }
    expect(await newestAudit()).toMatchObject({ action: 'approve-execution', outcome: 'refused' });
    expect(await call('approveExecution', ada, agreed)).toEqual({ ok: true, executionId: id });
  });

  it('is bound to what was seen', async () => {
    const id = await begin();
    await drive(id, ...askForApproval);
    const agreed = await agreeTo(id);
    for (const more of [{ boundTo: 'else' }, { planVersion: 'old' }]) {
      const input = { ...agreed, ...more, idempotencyKey: randomUUID() };
      expect(await call('approveExecution', ada, input)).toMatchObject({ ok: false, code: 'stale' });
    }
  });

  it('is too early before the gates were asked, and too late after a quarter of an hour', async () => {
    const id = await begin();
    expect(await call('approveExecution', ada, await agreeTo(id))).toMatchObject({ ok: false, code: 'not-now' });
    await drive(id, ...askForApproval);
    const expired = { ...(await runOf(id)), approval: { ...(await runOf(id)).approval, expiresAt: judgedAt - 1 } };
    await store.pool.query('update antipode.execution set document = $2 where id = $1', [id, JSON.stringify(expired)]);
    expect(await call('approveExecution', ada, await agreeTo(id))).toMatchObject({
      ok: false,
      code: 'not-now',
      message: expect.stringContaining('over'),
    });
  });

  it('twice with the same form is once', async () => {
    const id = await begin();
    await drive(id, ...askForApproval);
    const agreed = await agreeTo(id);
    expect(await call('approveExecution', ada, agreed)).toEqual(await call('approveExecution', ada, agreed));
    const { rows } = await store.pool.query(
      `select count(*)::int as n from antipode.recovery_command where verb = 'approve-execution'`,
    );
    expect(rows).toEqual([{ n: 1 }]);
  });
});

/** Each verb with what it takes beside its key and the run. */
const verbs: readonly (readonly [string, 'operator' | 'approver', object])[] = [
  ['approveExecution', 'approver', { boundTo: 'x', planVersion: 'x' }],
  ['declineExecution', 'approver', { reason: 'no' }],
  ['clearAntiFlap', 'approver', { reason: 'no flap' }],
  ['pauseExecution', 'operator', { reason: 'wait' }],
  ['resumeExecution', 'operator', {}],
  ['retryStep', 'operator', { stepId: 'fence', reason: 'again' }],
  ['skipStep', 'operator', { stepId: 'fence', reason: 'without' }],
  ['cancelExecution', 'operator', { reason: 'stop' }],
  ['escalateExecution', 'operator', { planVersion: 'x', typedRegion: 'x', reason: 'it is dead' }],
  ['makeGraceful', 'operator', { planVersion: 'x', typedRegion: 'x', reason: 'it is back' }],
  ['acknowledgeRisk', 'operator', { stepId: 'fence', reason: 'I know' }],
  ['completeTask', 'operator', { stepId: 'redirect' }],
];

describe('who may do what to a run', () => {
  it.each(verbs)('%s is for an %s and above, and refusals by role are audited', async (name, lowest, more) => {
    const id = await begin();
    for (const role of roles) {
      const actor = person(`${role}-1`, role);
      const answer = await call(name, actor, { idempotencyKey: randomUUID(), executionId: id, ...more });
      const isAllowed = roles.indexOf(role) >= roles.indexOf(lowest);
      const isRefusedByRole = !answer.ok && answer.code === 'not-allowed';
      expect([role, isRefusedByRole]).toEqual([role, !isAllowed]);
      if (!isAllowed) {
        expect(await newestAudit()).toMatchObject({ actor: actor.name, outcome: 'refused', target: id });
      }
      if (answer.ok) return;
    }
  });

  it.each(verbs)('%s of nobody leaves no trace, and of another scope finds no run', async (name, _lowest, more) => {
    const id = await begin();
    const input = { idempotencyKey: randomUUID(), executionId: id, ...more };
    expect(await call(name, 'nobody', input)).toMatchObject({ ok: false, code: 'not-signed-in' });
    const elsewhere: Actor = { ...ada, scope: { ...wholeFleet, workloads: ['media'] } };
    expect(await call(name, elsewhere, input)).toMatchObject({ ok: false, code: 'not-found' });
    expect(await call(name, ada, { ...input, executionId: 'no-such-run' })).toMatchObject({
      ok: false,
      code: 'not-found',
    });
  });

  it('starting is for an operator', async () => {
    expect(await call('startExecution', victor, asked())).toMatchObject({
      ok: false,
      code: 'not-allowed',
      message: expect.stringContaining('operator'),
    });
    expect(await call('startExecution', 'nobody', asked())).toMatchObject({ ok: false, code: 'not-signed-in' });
  });
});

describe('giving a region up in the middle of a run', () => {
  it('in spite of a gate is for an approver where nobody else is asked', async () => {
    const [own] = await knowTierTwo(calmFleetEntities(judgedAt));
    const id = await begin({ planVersion: own?.version, mode: 'graceful', acknowledgedLoss: '' });
    await drive(id, { kind: 'step-started', stepId: 'precheck' });
    const paused = advance(await runOf(id), { kind: 'pause', by: 'olga', reason: 'It looks bad' }, judgedAt);
    if (paused.state === 'refused') throw new Error(paused.because);
    const done = advance(paused.execution, { kind: 'step-done', stepId: 'precheck', sentence }, judgedAt);
    if (done.state === 'refused') throw new Error(done.because);
    const document = JSON.stringify(done.execution);
    await store.pool.query('update antipode.execution set document = $2 where id = $1', [id, document]);
    const escalation = {
      executionId: id,
      planVersion: own?.version,
      typedRegion: 'us-west-2',
      reason: 'It writes rubbish',
      acknowledgedLoss: JSON.stringify({ orders: 181 }),
    };
    const giveUp = (actor: Actor, more: object = {}) =>
      call('escalateExecution', actor, { ...escalation, ...more, idempotencyKey: randomUUID() });
    const overrides = [{ code: 'source-healthy', reason: 'It writes rubbish' }];
    expect(await giveUp(ada)).toMatchObject({ ok: false, code: 'blocked' });
    expect(await giveUp(olga, { overrides })).toMatchObject({ ok: false, code: 'not-allowed' });
    expect(await newestAudit()).toMatchObject({ actor: 'olga', action: 'escalate-execution', outcome: 'refused' });
    expect(await giveUp(ada, { overrides })).toMatchObject({ ok: true });
  });
});

describe('steering a run', () => {
  it('is refused in the words of its state machine where it does not fit, and nothing is written down for the engine', async () => {
    const id = await begin();
    const resumed = await call('resumeExecution', olga, { idempotencyKey: randomUUID(), executionId: id });
    expect(resumed).toMatchObject({ ok: false, code: 'not-now', message: expect.stringContaining('not paused') });
    const { rows } = await store.pool.query(`select verb from antipode.recovery_command where execution_id = $1`, [id]);
    expect(rows).toEqual([{ verb: 'start-execution' }]);
  });

  it('waits for the engine as a command with the event that its state machine will hear', async () => {
    const id = await begin();
    const key = randomUUID();
    await call('cancelExecution', olga, { idempotencyKey: key, executionId: id, reason: 'it is back' });
    expect(await findCommand(store.db, key)).toMatchObject({
      state: 'accepted',
      event: { kind: 'cancel', by: 'olga', reason: 'it is back' },
    });
    expect((await runOf(id)).state).toBe('pending');
  });

  it('clears the window after a run that has ended, and of no other', async () => {
    const id = await begin();
    const clear = () =>
      call('clearAntiFlap', ada, { idempotencyKey: randomUUID(), executionId: id, reason: 'it is no flap' });
    expect(await clear()).toMatchObject({ ok: false, code: 'not-now' });
    await drive(id, { kind: 'gave-up', because: 'a test' });
    expect(await clear()).toEqual({ ok: true, executionId: id });
    expect(await clear()).toEqual({ ok: true, executionId: id });
  });
});
