import { type EntityLabels, wholeFleetOnly } from '@/lib/domain/entities';
import type { Scope } from '@/lib/domain/scope';

export type { Scope };

/** Lowest first: each may do what those before it may. */
export const roles = ['viewer', 'operator', 'approver'] as const;
export type Role = (typeof roles)[number];

export const wholeFleet: Scope = { accounts: 'all', regions: 'all', workloads: 'all' };

/** Whether nothing of the fleet is hidden from an actor. */
export function seesWholeFleet({ accounts, regions, workloads }: Scope): boolean {
  return accounts === 'all' && regions === 'all' && workloads === 'all';
}

/** A person who signed in, or a screen that looks by a read-only link, as every query and command receives them. */
export interface Actor {
  readonly name: string;
  readonly role: Role;
  readonly scope: Scope;
  /**
   * Who that is to the one who vouches for them, whatever they are called and whichever role they have; absent where the
   * name says it.
   */
  readonly subject?: string;
  /** Where no person looks but a screen, the id of the read-only link it was opened by: it may read and nothing else. */
  readonly accessLinkId?: string;
}

/** What tells people apart where two of them must agree. */
export function subjectOf({ name, subject }: Pick<Actor, 'name' | 'subject'>): string {
  return subject ?? `name:${name}`;
}

/**
 * Whether an entity lies within a scope. A label `none` means that the entity belongs to no account, region or workload
 * and is common to all; an entity with a label outside the scope is invisible. What is of the fleet as a whole is visible to
 * those alone from whom nothing is hidden.
 */
export function isInScope(scope: Scope, labels: EntityLabels): boolean {
  if (labels.accountId === wholeFleetOnly) return seesWholeFleet(scope);
  return (
    admits(scope.accounts, labels.accountId) &&
    admits(scope.regions, labels.region) &&
    admits(scope.workloads, labels.workloadId)
  );
}

function admits(allowed: 'all' | readonly string[], label: string): boolean {
  return allowed === 'all' || label === 'none' || allowed.includes(label);
}
