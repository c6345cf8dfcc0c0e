import 'server-only';
import type { Actor } from '@/lib/access/actor';
import { requirePermission } from '@/lib/access/permissions';
import type { WorkloadEntity } from '@/lib/domain/entities';
import { concerns, type MarkSubject } from '@/lib/domain/events/mark';
import { takePage } from '@/lib/domain/events/page';
import type { MarkReport } from '@/lib/domain/events/report';
import type { EpochMs } from '@/lib/domain/time';
import { type TimeRange, toBounds } from '@/lib/domain/time-range';
import { readMarks } from '@/lib/persistence/read-events';
import type { Store } from '@/lib/persistence/store';
import { fleetNow } from './fleet-clock';
import { plannedWithin, readVisibleWorkloads } from './get-events';
import { webStore } from './web-store';

/** More could not be told apart on a chart. */
export const mostMarks = 60;

/** Whose charts are marked. */
export type AskedSubject =
  | { readonly of: 'workload'; readonly workloadId: string }
  | { readonly of: 'region'; readonly region: string }
  | { readonly of: 'fleet' };

/**
 * Outages, runs, planned work and issues of AWS that may explain what charts of a subject show over a range, newest first,
 * 60 at the most. Of a workload that is unknown or out of scope there are none but those common to all. Throws
 * AccessRefused; fails without the store.
 */
export async function getMarks(actor: Actor | 'nobody', asked: AskedSubject, range: TimeRange): Promise<MarkReport> {
  return getMarksFrom(webStore(), actor, asked, range, fleetNow());
}

/** The same from a given store at a given moment. */
export async function getMarksFrom(
  store: Store,
  actor: Actor | 'nobody',
  asked: AskedSubject,
  range: TimeRange,
  now: EpochMs,
): Promise<MarkReport> {
  const { scope } = requirePermission(actor, 'read-fleet');
  const bounds = toBounds(range, now);
  const workloads = await readVisibleWorkloads(store, scope);
  const subject = toSubject(asked, workloads);
  const stored = await readMarks(store, { bounds, visible: scope }, subject, mostMarks + 1);
  const planned = plannedWithin(workloads, bounds).filter((event) => concerns(event, subject));
  const { events, next } = takePage([...stored, ...planned], 'start', mostMarks);
  return { marks: events, isCutOff: next !== 'end' };
}

function toSubject(asked: AskedSubject, workloads: readonly WorkloadEntity[]): MarkSubject {
  if (asked.of !== 'workload') return asked;
  const found = workloads.find(({ id }) => id === asked.workloadId);
  return { ...asked, regions: found?.workload.regions.map(({ region }) => region) ?? [] };
}
