import { createHash } from 'node:crypto';
import type { PlanRoute, PlanStep, RecoveryPlan } from '@/lib/domain/recovery/plan';

type Versioned = Pick<RecoveryPlan, 'workloadId' | 'action' | 'modes' | 'routes'>;

/**
 * SHA-256, in hexadecimal, over everything that decides what a run does: the order of its steps, what each of them is
 * told, may and will call, its limits and waivers. Names, how long things usually take and what the linter says do not
 * count: a plan does not become another one because a run was measured.
 */
export function versionOfPlan({ workloadId, action, modes, routes }: Versioned): string {
  return hashOf({ workloadId, action, modes, routes: routes.map(routeOf) });
}

/** SHA-256, in hexadecimal, of a value: the same for equal values whatever the order of their keys. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

/**
 * JSON with sorted keys and without absent ones. Throws on what JSON cannot say (NaN, functions), because two different
 * plans must never read the same.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${value} has no JSON`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`A ${typeof value} has no JSON`);
  const entries = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`).join(',')}}`;
}

function routeOf({ source, target, workflows }: PlanRoute): unknown {
  return { source, target, workflows: workflows.map(({ id, steps }) => ({ id, steps: steps.map(stepOf) })) };
}

function stepOf({ id, spec, facts, timeoutSeconds, modes, after, phase, waiver }: PlanStep): unknown {
  const { expected: _expected, ...decisive } = facts;
  return { id, spec, facts: decisive, timeoutSeconds, modes, after, phase, waiver };
}
