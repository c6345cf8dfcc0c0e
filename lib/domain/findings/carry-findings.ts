import type { FindingEntity, PendingFindingEntity } from '../entities';
import { ageSeconds } from '../freshness';
import type { EpochMs, Seconds } from '../time';
import { type Severity, severities } from '../vocabulary';
import { factsOf } from './finding-codes';
import type { FindingCode } from './finding-order';
import type { FindingEnd, FindingTransition } from './finding-transition';

/**
 * What the evidence of now says of a finding whose rule does not hold: its end is seen, another finding has taken its
 * place, what it was about is no longer there, or there is no evidence to tell.
 */
export type Clearance = FindingEnd | 'unknown';

/** What the rules say at one moment. */
export interface DerivedFindings {
  /** Those that hold. */
  readonly holding: readonly FindingEntity[];
  /** Asked of every known finding that does not hold. */
  readonly clearanceOf: (finding: FindingEntity) => Clearance;
  /** Codes that follow from something that is not read now, alone or beside other evidence. Default: none. */
  readonly unread?: readonly FindingCode[];
}

/** Findings with their history. */
export interface CarriedFindings {
  readonly findings: readonly FindingEntity[];
  /** Rules that hold and are not raised yet. */
  readonly pending: readonly PendingFindingEntity[];
}

/** Findings after an evaluation, and what changed in it. */
export interface NewlyCarried extends CarriedFindings {
  readonly transitions: readonly FindingTransition[];
}

/**
 * Gives what the rules derive at `now` (fleet time) its history. Pure; nothing flaps and nothing is lost:
 * - A rule must hold for its code's raise-after, without a clear evaluation between, before its finding is raised. A
 *   critical one is raised at once: waiting would hide the loss.
 * - A finding closes when its end was seen in two evaluations that are its code's clear-after apart, and its rule did
 *   not hold between them.
 * - Evidence that is missing never closes a finding: it stays, with the moment it was confirmed last.
 * - What follows from something unread does not become better: that it is over or milder is not known, so that it stays as
 *   it was and is not confirmed. What holds all the same is raised, confirmed and worsened.
 * - `since` is the beginning of the evidence and stays what it was when the finding was raised.
 */
export function carryFindings(previous: CarriedFindings, derived: DerivedFindings, now: EpochMs): NewlyCarried {
  const open = byId(previous.findings);
  const waiting = byId(previous.pending);
  const unread = new Set(derived.unread);
  const holding = byId(derived.holding);
  const clearanceOf = (finding: FindingEntity): Clearance => {
    const clearance = derived.clearanceOf(finding);
    return clearance === 'cleared' && unread.has(finding.code) ? 'unknown' : clearance;
  };
  const steps = [
    ...[...holding.values()].map((finding) => {
      const before = open.get(finding.id);
      if (before !== undefined && unread.has(finding.code) && isMilder(finding, before)) return stay(before);
      return hold(finding, before, waiting.get(finding.id), now);
    }),
    ...[...open.values()]
      .filter(({ id }) => !holding.has(id))
      .map((finding) => release(finding, clearanceOf(finding), now)),
    // A rule that does not hold any more was passing; one that cannot be told may still hold.
    ...[...waiting.values()]
      .filter(({ id, finding }) => !holding.has(id) && !open.has(id) && clearanceOf(finding) === 'unknown')
      .map((pending): Step => ({ pending })),
  ];
  return {
    findings: steps.flatMap(({ finding }) => finding ?? []),
    pending: steps.flatMap(({ pending }) => pending ?? []),
    transitions: steps.flatMap(({ transition }) => transition ?? []),
  };
}

interface Step {
  readonly finding?: FindingEntity;
  readonly pending?: PendingFindingEntity;
  readonly transition?: FindingTransition;
}

function hold(
  derived: FindingEntity,
  before: FindingEntity | undefined,
  pending: PendingFindingEntity | undefined,
  now: EpochMs,
): Step {
  if (before !== undefined) return holdOn(derived, before, now);
  const heldSince = pending?.heldSince ?? now;
  const finding = { ...derived, since: Math.min(derived.since, pending?.finding.since ?? now, now) };
  if (ageSeconds(heldSince, now) < raiseAfterSeconds(derived)) {
    return { pending: { kind: 'pending-finding', id: finding.id, finding, heldSince } };
  }
  const opened: FindingEntity = { ...finding, openedAt: now, worstSeverity: derived.severity };
  return { finding: opened, transition: { at: now, finding: opened, change: 'opened' } };
}

/** Seconds a rule must hold before its finding is raised. */
export function raiseAfterSeconds({ code, severity }: Pick<FindingEntity, 'code' | 'severity'>): Seconds {
  return severity === 'critical' ? 0 : factsOf(code).raiseAfterSeconds;
}

/** It still holds: newer evidence, the same beginning. */
function holdOn(derived: FindingEntity, before: FindingEntity, now: EpochMs): Step {
  const was = before.worstSeverity ?? before.severity;
  const worstSeverity = worseOf(was, derived.severity);
  const finding: FindingEntity = {
    ...derived,
    since: before.since,
    openedAt: before.openedAt ?? before.seenAt,
    worstSeverity,
  };
  if (worstSeverity === was) return { finding };
  return { finding, transition: { at: now, finding, change: 'worsened' } };
}

/** It holds, and only more mildly by what is read: the worse of it is neither over nor confirmed. */
function stay({ clearingSince: _, ...before }: FindingEntity): Step {
  return { finding: { ...before, unconfirmedSince: before.unconfirmedSince ?? before.seenAt } };
}

/** Its rule does not hold: on its way to being closed, or not confirmed. */
function release(finding: FindingEntity, clearance: Clearance, now: EpochMs): Step {
  const { clearingSince, unconfirmedSince, ...rest } = finding;
  if (clearance === 'unknown') return { finding: { ...finding, unconfirmedSince: unconfirmedSince ?? finding.seenAt } };
  if (clearingSince === undefined) return { finding: { ...rest, clearingSince: now } };
  if (now <= clearingSince || ageSeconds(clearingSince, now) < factsOf(finding.code).clearAfterSeconds) {
    return { finding: { ...rest, clearingSince } };
  }
  return { transition: { at: now, finding: rest, change: 'closed', by: clearance } };
}

function isMilder(a: FindingEntity, b: FindingEntity): boolean {
  return severities.indexOf(a.severity) > severities.indexOf(b.severity);
}

function worseOf(a: Severity, b: Severity): Severity {
  return severities.indexOf(a) <= severities.indexOf(b) ? a : b;
}

function byId<T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}
