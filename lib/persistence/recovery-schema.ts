import { bigint, boolean, doublePrecision, integer, jsonb, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import type { RegionCode } from '../domain/fleet';
import type { Drill } from '../domain/recovery/drill';
import type { CallRecord, Execution } from '../domain/recovery/execution';
import type { PlanCheckAnswer } from '../domain/recovery/plan-check';
import type { HealthCheckFlip } from '../domain/recovery/step';
import { antipode } from './schema';

/** The tables of recovery. The document of an execution is the run itself; the other columns are what is searched by. */

export const execution = antipode.table('execution', {
  id: text('id').primaryKey(),
  workloadId: text('workload_id').notNull(),
  accountId: text('account_id').notNull(),
  state: text('state').$type<Execution['state']>().notNull(),
  /** It has not ended. Of each workload one execution at most is live, which an index enforces. */
  isLive: boolean('is_live').notNull(),
  startedBy: text('started_by').notNull(),
  /** Who that is to the one who vouched for them; the same person may go by several names. */
  startedBySubject: text('started_by_subject').notNull(),
  createdMs: doublePrecision('created_ms').notNull(),
  endedMs: doublePrecision('ended_ms'),
  /** The engine that drives it. */
  driver: text('driver'),
  /** Counts drivers: whoever holds an older one has lost the run. */
  epoch: bigint('epoch', { mode: 'number' }).notNull().default(0),
  /** Counts what the driver wrote: a write whose answer was lost is known again by it. */
  revision: bigint('revision', { mode: 'number' }).notNull().default(0),
  drivenAt: timestamp('driven_at', { withTimezone: true }),
  /** Instances by region when the run began; null before. */
  hadInstances: jsonb('had_instances').$type<Readonly<Record<RegionCode, number>>>(),
  /** What probes of the workload's own names showed during the run: moment and share served. */
  serviceSamples: jsonb('service_samples').$type<readonly (readonly [number, number])[]>().notNull().default([]),
  document: jsonb('document').$type<Execution>().notNull(),
});

/** `intended` is written before the effect; an attempt that stays so has an outcome that nobody wrote down. */
export type AttemptState = 'intended' | 'begun' | 'waits' | 'done' | 'refused' | 'failed' | 'unknown';

export const stepAttempt = antipode.table(
  'step_attempt',
  {
    executionId: text('execution_id').notNull(),
    stepId: text('step_id').notNull(),
    attempt: integer('attempt').notNull(),
    driver: text('driver').notNull(),
    epoch: bigint('epoch', { mode: 'number' }).notNull(),
    state: text('state').$type<AttemptState>().notNull(),
    begunMs: doublePrecision('begun_ms').notNull(),
    endedMs: doublePrecision('ended_ms'),
    /** When something that was begun is looked at again. */
    lookAtMs: doublePrecision('look_at_ms'),
    remembered: jsonb('remembered').$type<Readonly<Record<string, string | number | boolean>>>().notNull().default({}),
    calls: jsonb('calls').$type<readonly CallRecord[]>().notNull().default([]),
    sentence: text('sentence').notNull().default(''),
  },
  (table) => [primaryKey({ columns: [table.executionId, table.stepId, table.attempt] })],
);

export type CommandState = 'accepted' | 'claimed' | 'done' | 'refused';

export const recoveryCommand = antipode.table('recovery_command', {
  /** The idempotency key of whoever asked. */
  id: text('id').primaryKey(),
  verb: text('verb').notNull(),
  executionId: text('execution_id').notNull(),
  stepId: text('step_id').notNull(),
  actor: text('actor').notNull(),
  subject: text('subject').notNull(),
  role: text('role').notNull(),
  /** SHA-256 of who asked for what: the same key with anything else is another request. */
  fingerprint: text('fingerprint').notNull(),
  /** What the run's state machine is told; null for `start`. */
  event: jsonb('event').$type<Readonly<Record<string, unknown>>>(),
  state: text('state').$type<CommandState>().notNull(),
  reason: text('reason').notNull().default(''),
  acceptedMs: doublePrecision('accepted_ms').notNull(),
  claimedBy: text('claimed_by'),
  endedMs: doublePrecision('ended_ms'),
  number: bigint('number', { mode: 'number' }).generatedAlwaysAsIdentity(),
});

/** A person's word that a run may be followed by another one before its anti-flap window ends. */
export const antiFlapClearance = antipode.table('anti_flap_clearance', {
  executionId: text('execution_id').primaryKey(),
  workloadId: text('workload_id').notNull(),
  actor: text('actor').notNull(),
  reason: text('reason').notNull(),
  atMs: doublePrecision('at_ms').notNull(),
});

/** Engines that are alive, by the database's clock. */
export const engineInstance = antipode.table('engine_instance', {
  id: text('id').primaryKey(),
  seenAt: timestamp('seen_at', { withTimezone: true }).notNull(),
});

/** One row that writers of the audit trail queue on, so that its numbers are committed in their order. */
export const auditHead = antipode.table('audit_head', {
  singleton: boolean('singleton').primaryKey().default(true),
});

/** The chain over the audit trail: the hash of each entry and of all before it. */
export const auditSeal = antipode.table('audit_seal', {
  number: bigint('number', { mode: 'number' }).primaryKey(),
  previous: text('previous').notNull(),
  hash: text('hash').notNull(),
  sealedAt: timestamp('sealed_at', { withTimezone: true }).notNull().defaultNow(),
});

/** Health checks that are held by a metric which engines publish every minute, until the region is come home to. */
export const heldFlip = antipode.table('held_flip', {
  /** Account and health check. */
  id: text('id').primaryKey(),
  workloadId: text('workload_id').notNull(),
  executionId: text('execution_id').notNull(),
  turnedTo: text('turned_to').$type<HealthCheckFlip['to']>().notNull(),
  flip: jsonb('flip').$type<HealthCheckFlip>().notNull(),
  sinceMs: doublePrecision('since_ms').notNull(),
  /** The last value that AWS took. */
  publishedMs: doublePrecision('published_ms').notNull(),
  trouble: text('trouble').notNull().default(''),
});

/** A drill that an engine carries out. Its document is the drill itself, but for what a person asked of it since. */
export const drill = antipode.table('drill', {
  id: text('id').primaryKey(),
  region: text('region').notNull(),
  /** It has not ended. One drill at most is live, which an index enforces. */
  isLive: boolean('is_live').notNull(),
  askedBy: text('asked_by').notNull(),
  askedBySubject: text('asked_by_subject').notNull(),
  askedByRole: text('asked_by_role').$type<'operator' | 'approver'>().notNull(),
  askedMs: doublePrecision('asked_ms').notNull(),
  endedMs: doublePrecision('ended_ms'),
  /** Counts what engines wrote: who holds an older one has lost the drill. */
  revision: bigint('revision', { mode: 'number' }).notNull().default(0),
  /** Null until a person ends the drill before it has ended by itself. */
  endAsked: jsonb('end_asked').$type<Exclude<Drill['endAsked'], 'nobody'>>(),
  document: jsonb('document').$type<Drill>().notNull(),
});

/** The newest text of a plan that a person writes for a workload, and what an engine said of it. */
export const planCheck = antipode.table(
  'plan_check',
  {
    subject: text('subject').notNull(),
    workloadId: text('workload_id').notNull(),
    /** Another text is another question. */
    question: text('question').notNull(),
    planText: text('plan_text').notNull(),
    answer: jsonb('answer').$type<PlanCheckAnswer>(),
    askedAt: timestamp('asked_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.subject, table.workloadId] })],
);
