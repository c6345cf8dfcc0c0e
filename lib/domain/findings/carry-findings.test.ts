import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FindingEntity } from '../entities';
import { carryFindings } from './carry-findings';

const finding = (id: string, since: number, seenAt: number): FindingEntity => ({
  kind: 'finding',
  id,
  code: 'region-down',
  severity: 'critical',
  sentence: `${id} is down`,
  evidence: [],
  clear: 'It comes back',
  since,
  seenAt,
  accountId: 'none',
  region: 'none',
  workloadId: 'none',
});

describe('a finding', () => {
  test('that still holds keeps its since and takes the newer evidence', () => {
    const { findings } = carryFindings([finding('a', 1000, 5000)], [finding('a', 9000, 9000)], 9000);
    expect(findings).toEqual([finding('a', 1000, 9000)]);
  });

  test('is cleared only after two evaluations and ten seconds without its rule holding', () => {
    const first = carryFindings([finding('a', 1000, 5000)], [], 7000);
    expect(first).toMatchObject({
      findings: [{ id: 'a', since: 1000, seenAt: 5000, clearingSince: 7000 }],
      removed: [],
    });
    const second = carryFindings(first.findings, [], 9000);
    expect(second.removed).toEqual([]);
    const third = carryFindings(second.findings, [], 15_000);
    expect(third).toMatchObject({ findings: [], removed: [{ id: 'a' }] });
  });

  test('is not cleared by one evaluation, however long after', () => {
    expect(carryFindings([finding('a', 1000, 5000)], [], 500_000).findings).toHaveLength(1);
  });

  test('that comes back while clearing never went away', () => {
    const clearing = carryFindings([finding('a', 1000, 5000)], [], 7000).findings;
    expect(carryFindings(clearing, [finding('a', 9000, 9000)], 9000).findings).toEqual([finding('a', 1000, 9000)]);
  });

  test('never loses its since and never appears twice, whatever holds and when', () => {
    const ids = fc.subarray(['a', 'b', 'c', 'd']);
    fc.assert(
      fc.property(fc.array(fc.record({ ids, step: fc.integer({ min: 1, max: 9000 }) })), (evaluations) => {
        let now = 0;
        let findings: readonly FindingEntity[] = [];
        for (const evaluation of evaluations) {
          now += evaluation.step;
          const before = new Map(findings.map((one) => [one.id, one.since]));
          const derived = evaluation.ids.map((id) => finding(id, now, now));
          const carried = carryFindings(findings, derived, now);
          findings = carried.findings;
          expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length);
          for (const one of findings) expect(one.since).toBe(before.get(one.id) ?? now);
          for (const id of evaluation.ids) expect(findings.some((one) => one.id === id)).toBe(true);
          expect(findings.length + carried.removed.length).toBeGreaterThanOrEqual(before.size);
        }
      }),
    );
  });
});
