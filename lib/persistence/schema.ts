import {
  bigint,
  boolean,
  doublePrecision,
  index,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';
import type { Entity, EntityKind, FindingEntity } from '../domain/entities';
import type { FindingCode } from '../domain/findings/finding-order';
import type { FindingEnd } from '../domain/findings/finding-transition';
import type { BilledUnit } from '../domain/polling/prices';
import type { Interest } from '../domain/series/interest';
import type { MetricWindow } from '../domain/series/metric-window';
import type { Severity } from '../domain/vocabulary';
import type { AuditEntry } from './index';

/**
 * The tables as the repositories see them. The migrations create them; a test holds both to each other. Times named
 * `…_at` with a time zone are the database's wall clock; fleet times are epoch milliseconds (`…_ms`).
 */
export const antipode = pgSchema('antipode');

/** One row: what every program of a deployment must agree on for the life of the store. */
export const deployment = antipode.table('deployment', {
  singleton: boolean('singleton').primaryKey().default(true),
  anchorFleetMs: doublePrecision('anchor_fleet_ms').notNull(),
  anchorWallMs: doublePrecision('anchor_wall_ms').notNull(),
  speed: doublePrecision('speed').notNull(),
  simulated: boolean('simulated').notNull(),
});

/** One row, incremented by every writing transaction: it orders the stream and serialises its writers. */
export const streamHead = antipode.table('stream_head', {
  singleton: boolean('singleton').primaryKey().default(true),
  epoch: text('epoch').notNull(),
  version: bigint('version', { mode: 'number' }).notNull(),
  /** Removals up to this version are forgotten: who saw less must read everything again. */
  prunedThrough: bigint('pruned_through', { mode: 'number' }).notNull(),
});

export const entity = antipode.table(
  'entity',
  {
    kind: text('kind').$type<EntityKind>().notNull(),
    id: text('id').notNull(),
    accountId: text('account_id').notNull(),
    region: text('region').notNull(),
    workloadId: text('workload_id').notNull(),
    version: bigint('version', { mode: 'number' }).notNull(),
    document: jsonb('document').$type<Entity>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.kind, table.id] }),
    index('entity_version').on(table.version),
    index('entity_workload').on(table.workloadId, table.kind),
  ],
);

/** What was removed, kept for an hour so that a stream that fell behind can catch up. */
export const entityRemoval = antipode.table(
  'entity_removal',
  {
    kind: text('kind').$type<EntityKind>().notNull(),
    id: text('id').notNull(),
    accountId: text('account_id').notNull(),
    region: text('region').notNull(),
    workloadId: text('workload_id').notNull(),
    version: bigint('version', { mode: 'number' }).notNull(),
    removedAt: timestamp('removed_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.kind, table.id] }),
    index('entity_removal_version').on(table.version),
    index('entity_removal_removed_at').on(table.removedAt),
  ],
);

export const lease = antipode.table('lease', {
  name: text('name').primaryKey(),
  holder: text('holder').notNull(),
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
});

/** Appended to, never changed. */
export const auditEntry = antipode.table(
  'audit_entry',
  {
    number: bigint('number', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    atMs: doublePrecision('at_ms').notNull(),
    actor: text('actor').notNull(),
    role: text('role').notNull(),
    action: text('action').notNull(),
    target: text('target').notNull(),
    outcome: text('outcome').$type<AuditEntry['outcome']>().notNull(),
    details: jsonb('details').$type<AuditEntry['details']>().notNull(),
    writtenAt: timestamp('written_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index('audit_entry_target').on(table.target, table.number), index('audit_entry_at').on(table.atMs)],
);

/** An acknowledgement belongs to one occurrence of a finding: the same finding begun anew is not acknowledged. */
export const findingAcknowledgement = antipode.table(
  'finding_acknowledgement',
  {
    findingId: text('finding_id').notNull(),
    sinceMs: doublePrecision('since_ms').notNull(),
    actor: text('actor').notNull(),
    atMs: doublePrecision('at_ms').notNull(),
    note: text('note').notNull(),
  },
  (table) => [primaryKey({ columns: [table.findingId, table.sinceMs] })],
);

/** What people look at beyond what is always asked; a row that expired counts for nothing. */
export const interest = antipode.table(
  'interest',
  {
    key: text('key').primaryKey(),
    view: jsonb('view').$type<Interest>().notNull(),
    /** Who asked first. */
    actor: text('actor').notNull(),
    openedAt: timestamp('opened_at', { withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  },
  (table) => [index('interest_actor').on(table.actor, table.expiresAt)],
);

/** What was fetched for an interest; kept for a while after nobody looks any more. */
export const metricWindow = antipode.table(
  'metric_window',
  {
    key: text('key').primaryKey(),
    document: jsonb('document').$type<MetricWindow>(),
    /** Why it is not fetched; empty where it is. */
    refusal: text('refusal').notNull().default(''),
    receivedMs: doublePrecision('received_ms').notNull(),
    writtenAt: timestamp('written_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index('metric_window_written_at').on(table.writtenAt)],
);

/** Occurrences of findings: raised, closed, and the worst they were. Open ones have no end. */
export const findingHistory = antipode.table(
  'finding_history',
  {
    findingId: text('finding_id').notNull(),
    sinceMs: doublePrecision('since_ms').notNull(),
    code: text('code').$type<FindingCode>().notNull(),
    accountId: text('account_id').notNull(),
    region: text('region').notNull(),
    workloadId: text('workload_id').notNull(),
    openedMs: doublePrecision('opened_ms').notNull(),
    closedMs: doublePrecision('closed_ms'),
    closedBy: text('closed_by').$type<FindingEnd>(),
    worstSeverity: text('worst_severity').$type<Severity>().notNull(),
    /** The finding as it was when it became worst, or was seen last. */
    document: jsonb('document').$type<FindingEntity>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.findingId, table.sinceMs] }),
    index('finding_history_opened').on(table.openedMs),
    index('finding_history_closed').on(table.closedMs),
    index('finding_history_workload').on(table.workloadId, table.openedMs),
    index('finding_history_since').on(table.sinceMs),
  ],
);

/** What AWS bills for the console's own calls. */
export const pollingUsage = antipode.table(
  'polling_usage',
  {
    accountId: text('account_id').notNull(),
    month: text('month').notNull(),
    unit: text('unit').$type<BilledUnit>().notNull(),
    units: bigint('units', { mode: 'number' }).notNull(),
    unsureUnits: bigint('unsure_units', { mode: 'number' }).notNull(),
    /** May have been sent since the last write. */
    atRiskUnits: bigint('at_risk_units', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.month, table.unit] })],
);
