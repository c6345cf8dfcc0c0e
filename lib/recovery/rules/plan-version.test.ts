import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Workload } from '@/lib/domain/fleet';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { bindPlan } from './bind-plan';
import { generatePlan } from './generate-plans';
import { canonicalJson, hashOf } from './plan-version';
import { sampleFactsOf } from './testing/sample-facts';

const checkout = defaultFleet.workloads.find(({ id }) => id === 'checkout') as Workload;
const version = (plan = generatePlan(checkout), factsOf = sampleFactsOf) =>
  bindPlan(plan, checkout, 'generated', factsOf).version;

describe('the version of a plan', () => {
  test('is a SHA-256 that stays the same as long as a run would do the same', () => {
    expect(version()).toMatch(/^[0-9a-f]{64}$/);
    expect(version()).toBe(version());
    expect(version({ ...generatePlan(checkout), name: 'Another name', id: 'other' })).toBe(version());
  });

  test('does not change when a run was measured', () => {
    const measured = (...given: Parameters<typeof sampleFactsOf>) => ({
      ...sampleFactsOf(...given),
      expected: { p50: 1, p90: 2, source: 'measured' as const, because: '4 runs' },
    });
    expect(version(generatePlan(checkout), measured)).toBe(version());
  });

  test('changes with a limit, an order, a mode, a spec and a call', () => {
    const plan = generatePlan(checkout);
    const change = (more: object) => ({
      ...plan,
      workflows: plan.workflows.map((workflow) => ({
        ...workflow,
        steps: workflow.steps.map((step) => (step.id === 'dns-web' ? { ...step, ...more } : step)),
      })),
    });
    const calling = (...given: Parameters<typeof sampleFactsOf>) => ({
      ...sampleFactsOf(...given),
      permissions: ['rds:More'],
    });
    const versions = [
      version(),
      version(change({ timeoutSeconds: 601 })),
      version(change({ after: ['prove'] })),
      version(change({ modes: ['graceful'] })),
      version(change({ template: { kind: 'wait', seconds: 60 } })),
      version({ ...plan, modes: ['ungraceful'] }),
      version(plan, calling),
    ];
    expect(new Set(versions).size).toBe(versions.length);
  });
});

describe('canonical JSON', () => {
  test('does not depend on the order of keys, and tells different values apart', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(canonicalJson(JSON.parse(JSON.stringify(a)))).toBe(canonicalJson(a));
        expect(canonicalJson(shuffled(a))).toBe(canonicalJson(a));
        expect(hashOf(a) === hashOf(b)).toBe(canonicalJson(a) === canonicalJson(b));
      }),
    );
  });

  test('refuses what JSON cannot say', () => {
    for (const none of [Number.NaN, Number.POSITIVE_INFINITY, undefined, () => 1, 1n])
      expect(() => canonicalJson(none)).toThrow(TypeError);
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  });
});

function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, each]) => [key, shuffled(each)]),
  );
}
