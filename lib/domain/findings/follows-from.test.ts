import { describe, expect, test } from 'vitest';
import { sampleEndedRun, startedAt } from '@/lib/recovery/rules/testing/sample-execution';
import type { Entity, FindingEntity } from '../entities';
import { calmFleetEntities, regionDownEntities } from '../testing/sample-entities';
import { judgeFindings } from './derive-findings';
import { codesThatFollowFrom } from './follows-from';

/** Checkout was moved out of us-east-1 without its consent, and no copy of its store has reported since. */
const run = sampleEndedRun();

/** The findings that look over, or milder, to somebody who does not know the run. */
function betterWithoutIt(entities: readonly Entity[], now: number): readonly FindingEntity[] {
  const without = judgeFindings(entities, now);
  return judgeFindings([...entities, run], now).holding.filter((one) => {
    const same = without.holding.find(({ id }) => id === one.id);
    return same === undefined ? without.clearanceOf(one) === 'cleared' : same.severity !== one.severity;
  });
}

describe('what looks better while runs are not read', () => {
  test('is known by its code, so that nobody takes it for the end of a finding', () => {
    const codes = [30, 120, 3600]
      .map((seconds) => startedAt + seconds * 1000)
      .flatMap((now) => [
        ...betterWithoutIt(calmFleetEntities(now), now),
        ...betterWithoutIt(regionDownEntities(now, { failedFor: 600 }), now),
      ])
      .map(({ code }) => code);
    expect([...new Set(codes)].sort()).toEqual([...codesThatFollowFrom.runs].sort());
  });
});
