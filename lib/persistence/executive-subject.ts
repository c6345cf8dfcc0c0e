import { createHash } from 'node:crypto';
import type { Month } from '../domain/costs/report/choose-month';
import { canonicalJson } from '../domain/reports/canonical-json';
import type { Scope } from '../domain/scope';

/** A part of the fleet as one value, whatever order its lists were given in. */
export function canonicalScope({ accounts, regions, workloads }: Scope): Scope {
  return { accounts: inOrder(accounts), regions: inOrder(regions), workloads: inOrder(workloads) };
}

function inOrder(list: 'all' | readonly string[]): 'all' | readonly string[] {
  return list === 'all' ? list : [...new Set(list)].sort();
}

/**
 * What the executive report of a month is stored under: `2026-10` for the whole fleet, else the month and a key of the part,
 * so that nobody is ever given the report of a part that is not theirs.
 */
export function executiveSubject(month: Month, scope: Scope): string {
  const canonical = canonicalScope(scope);
  if (Object.values(canonical).every((labels) => labels === 'all')) return month;
  return `${month}/${createHash('sha256').update(canonicalJson(canonical)).digest('hex').slice(0, 24)}`;
}
