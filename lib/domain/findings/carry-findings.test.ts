import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FindingEntity } from '../entities';
import { type Severity, severities } from '../vocabulary';
import {
  type CarriedFindings,
  type Clearance,
  carryFindings,
  type NewlyCarried,
  raiseAfterSeconds,
} from './carry-findings';
import { factsOf } from './finding-codes';
import { type FindingCode, findingCodes } from './finding-order';

const nothing: CarriedFindings = { findings: [], pending: [] };

function finding(code: FindingCode, since: number, seenAt: number, severity: Severity = 'warning'): FindingEntity {
  return {
    kind: 'finding',
    id: `${code}:a`,
    code,
    severity,
    sentence: `${code} at ${since}`,
    evidence: [],
    clear: 'It ends',
    since,
    seenAt,
    accountId: 'none',
    region: 'none',
    workloadId: 'none',
  };
}

/** What the rules say of one finding: it holds, since when, or how sure its end is. */
type Evidence = { readonly since: number; readonly severity?: Severity } | Clearance;

function carry(
  previous: CarriedFindings,
  code: FindingCode,
  evidence: Evidence,
  now: number,
  unread: readonly FindingCode[] = [],
): NewlyCarried {
  const holding = typeof evidence === 'string' ? [] : [finding(code, evidence.since, now, evidence.severity)];
  return carryFindings(
    previous,
    { holding, clearanceOf: () => (typeof evidence === 'string' ? evidence : 'unknown'), unread },
    now,
  );
}

/** Evaluates a history of evidence every two seconds from 1,000,000 on. */
function play(code: FindingCode, evidence: readonly Evidence[], stepMs = 2000) {
  let now = 1_000_000;
  let state: CarriedFindings = nothing;
  return evidence.map((one) => {
    now += stepMs;
    const carried = carry(state, code, one, now);
    state = carried;
    return { now, one, carried };
  });
}

describe('a rule that begins to hold', () => {
  test('is raised once it stood for as long as its code says, and dated at its evidence', () => {
    const holds = Array.from({ length: 16 }, () => ({ since: 990_000 }));
    const played = play('capacity-short', holds);
    const opened = played.filter(({ carried }) => carried.transitions.length > 0);
    expect(opened.map(({ now }) => now)).toEqual([1_022_000]);
    expect(opened[0]?.carried.findings).toMatchObject([{ since: 990_000, openedAt: 1_022_000 }]);
    expect(played[3]?.carried).toMatchObject({ findings: [], pending: [{ heldSince: 1_002_000 }] });
  });

  test('is raised at once where it is critical: waiting would hide the loss', () => {
    for (const code of findingCodes.filter((one) => factsOf(one).severities.includes('critical'))) {
      const [first] = play(code, [{ since: 990_000, severity: 'critical' }]);
      expect(first?.carried.findings).toHaveLength(1);
    }
  });

  test('that was passing is forgotten, and begins anew with its own date', () => {
    const flicker: Evidence[] = [{ since: 1_001_000 }, 'cleared', { since: 1_005_000 }, { since: 1_005_000 }];
    const played = play('capacity-short', flicker);
    expect(played[1]?.carried).toMatchObject({ findings: [], pending: [] });
    expect(played[3]?.carried.pending).toMatchObject([{ heldSince: 1_006_000, finding: { since: 1_005_000 } }]);
  });

  test('that becomes critical while it waits, waits no longer', () => {
    const played = play('capacity-short', [{ since: 1_000_000 }, { since: 1_001_000, severity: 'critical' }]);
    expect(played[1]?.carried.findings).toMatchObject([{ since: 1_000_000, severity: 'critical' }]);
  });
});

describe('a finding', () => {
  const raised = carry(nothing, 'target-unlawful', { since: 1000 }, 5000);

  test('that still holds keeps its beginning and takes the newer evidence', () => {
    const { findings, transitions } = carry(raised, 'target-unlawful', { since: 9000 }, 9000);
    expect(findings).toMatchObject([
      { since: 1000, seenAt: 9000, openedAt: 5000, sentence: 'target-unlawful at 9000' },
    ]);
    expect(transitions).toEqual([]);
  });

  test('is closed only after two evaluations and its time without its rule holding', () => {
    const first = carry(raised, 'target-unlawful', 'cleared', 500_000);
    expect(first.findings).toMatchObject([{ since: 1000, clearingSince: 500_000 }]);
    const second = carry(first, 'target-unlawful', 'cleared', 509_000);
    expect(second.findings).toHaveLength(1);
    const third = carry(second, 'target-unlawful', 'cleared', 510_000);
    expect(third).toMatchObject({ findings: [], transitions: [{ change: 'closed', by: 'cleared', at: 510_000 }] });
    expect(third.transitions[0]?.finding).toMatchObject({ since: 1000, openedAt: 5000 });
  });

  test('that comes back while it was being closed never went away', () => {
    const clearing = carry(raised, 'target-unlawful', 'cleared', 7000);
    const back = carry(clearing, 'target-unlawful', { since: 9000 }, 9000);
    expect(back.findings[0]).not.toHaveProperty('clearingSince');
    expect(back).toMatchObject({ findings: [{ since: 1000 }], transitions: [] });
  });

  test('whose evidence is missing is never closed, and says since when it is not confirmed', () => {
    let state: CarriedFindings = raised;
    for (let now = 10_000; now < 90_000_000; now += 3_600_000) {
      state = carry(state, 'target-unlawful', 'unknown', now);
      expect(state.findings).toMatchObject([{ since: 1000, seenAt: 5000, unconfirmedSince: 5000 }]);
    }
    const confirmed = carry(state, 'target-unlawful', { since: 9000 }, 91_000_000);
    expect(confirmed.findings[0]).not.toHaveProperty('unconfirmedSince');
  });

  test('is closed by an end that is seen, before a gap in the evidence and after it, never by the gap', () => {
    const clearing = carry(raised, 'target-unlawful', 'cleared', 10_000);
    const silent = carry(clearing, 'target-unlawful', 'unknown', 500_000);
    expect(silent.findings).toMatchObject([{ clearingSince: 10_000, unconfirmedSince: 5000 }]);
    expect(carry(silent, 'target-unlawful', { since: 1000 }, 501_000).findings[0]).not.toHaveProperty('clearingSince');
    expect(carry(silent, 'target-unlawful', 'cleared', 501_000).transitions).toMatchObject([{ change: 'closed' }]);
  });

  test('that another one took the place of is closed as that', () => {
    const first = carry(raised, 'target-unlawful', 'superseded', 10_000);
    expect(carry(first, 'target-unlawful', 'superseded', 20_000).transitions).toMatchObject([{ by: 'superseded' }]);
  });

  test('remembers the worst it has been, and says when it became worse', () => {
    const worse = carry(raised, 'target-unlawful', { since: 1000, severity: 'critical' }, 9000);
    expect(worse.transitions).toMatchObject([{ change: 'worsened', at: 9000 }]);
    const better = carry(worse, 'target-unlawful', { since: 1000, severity: 'notice' }, 11_000);
    expect(better).toMatchObject({ findings: [{ severity: 'notice', worstSeverity: 'critical' }], transitions: [] });
  });
});

describe('while something that a finding follows from is not read', () => {
  const code = 'unprotected';
  const raised = carry(nothing, code, { since: 1000, severity: 'critical' }, 5000);
  const unread = (state: CarriedFindings, evidence: Evidence, now: number) => carry(state, code, evidence, now, [code]);

  test('that it looks over does not begin to close it: it stays, with the moment it was confirmed last', () => {
    let state: CarriedFindings = raised;
    for (let now = 10_000; now < 90_000_000; now += 3_600_000) {
      state = unread(state, 'cleared', now);
      expect(state.findings).toEqual([{ ...raised.findings[0], unconfirmedSince: 5000 }]);
    }
    // Once it is read, its end needs the two evaluations of any other.
    const first = carry(state, code, 'cleared', 90_000_000);
    expect(first.findings).toMatchObject([{ clearingSince: 90_000_000 }]);
    expect(carry(first, code, 'cleared', 90_060_000).transitions).toMatchObject([{ change: 'closed', by: 'cleared' }]);
  });

  test('that it looks milder does not make it so, and is no step to its end either', () => {
    const clearing = carry(raised, code, 'cleared', 7000);
    const state = unread(clearing, { since: 1000, severity: 'warning' }, 9000);
    expect(state.findings).toEqual([{ ...raised.findings[0], unconfirmedSince: 5000 }]);
    const milder = carry(state, code, { since: 1000, severity: 'warning' }, 11_000);
    expect(milder.findings).toMatchObject([{ severity: 'warning', seenAt: 11_000 }]);
    expect(milder.findings[0]).not.toHaveProperty('unconfirmedSince');
  });

  test('what holds all the same is raised, confirmed and worsened', () => {
    const warned = unread(nothing, { since: 1000, severity: 'critical' }, 5000);
    expect(warned.transitions).toMatchObject([{ change: 'opened' }]);
    expect(unread(raised, { since: 1000, severity: 'critical' }, 9000).findings).toMatchObject([{ seenAt: 9000 }]);
    const mild = carry(nothing, 'target-unlawful', { since: 1000 }, 5000);
    const worse = carry(mild, 'target-unlawful', { since: 1000, severity: 'critical' }, 9000, ['target-unlawful']);
    expect(worse.transitions).toMatchObject([{ change: 'worsened' }]);
  });

  test('one that gave way to another, or is no longer declared, is over as ever', () => {
    for (const end of ['superseded', 'withdrawn'] as const) {
      const first = unread(raised, end, 10_000);
      expect(unread(first, end, 70_000).transitions).toMatchObject([{ change: 'closed', by: end }]);
    }
  });

  test('a rule that waits to be raised goes on waiting from where it began', () => {
    const waiting = carry(nothing, 'objective-at-risk', { since: 1000 }, 5000);
    const later = carry(waiting, 'objective-at-risk', 'cleared', 9000, ['objective-at-risk']);
    expect(later.pending).toMatchObject([{ heldSince: 5000 }]);
    expect(carry(waiting, 'objective-at-risk', 'cleared', 9000).pending).toEqual([]);
  });

  test('every other code is closed as ever', () => {
    const first = carry(raised, code, 'cleared', 10_000, ['flip-not-held']);
    expect(carry(first, code, 'cleared', 70_000, ['flip-not-held']).transitions).toMatchObject([{ change: 'closed' }]);
  });
});

describe('whatever the evidence does', () => {
  const codes = fc.constantFrom(...findingCodes);
  const noise = fc.array(
    fc.oneof(
      fc.constant('holds' as const),
      fc.constant('cleared' as const),
      fc.constant('superseded' as const),
      fc.constant('unknown' as const),
    ),
    { minLength: 1, maxLength: 120 },
  );
  const steps = fc.constantFrom(1000, 2000, 5000, 17_000);

  const played = (code: FindingCode, words: readonly (Clearance | 'holds')[], stepMs: number, severity: Severity) =>
    play(
      code,
      words.map((word, index) => (word === 'holds' ? { since: 1_000_000 + index * stepMs, severity } : word)),
      stepMs,
    );

  test('there is at most one change in a hold time, and one raise where a raise does not wait', () => {
    fc.assert(
      fc.property(codes, noise, steps, fc.constantFrom('critical', 'warning'), (code, words, stepMs, severity) => {
        const changes = played(code, words, stepMs, severity).flatMap(({ now, carried }) =>
          carried.transitions.map(({ change }) => ({ now, change })),
        );
        const clearAfter = factsOf(code).clearAfterSeconds;
        const raiseAfter = raiseAfterSeconds({ code, severity });
        changes.forEach(({ now, change }, index) => {
          const before = changes[index - 1];
          if (before === undefined) return;
          expect(change).not.toBe(before.change);
          const passed = (now - before.now) / 1000;
          expect(passed).toBeGreaterThanOrEqual(change === 'closed' ? clearAfter : raiseAfter);
          const same = changes[index - 2];
          if (same !== undefined) expect((now - same.now) / 1000).toBeGreaterThanOrEqual(clearAfter + raiseAfter);
        });
      }),
    );
  });

  test('a rule that stands is raised within its time and one evaluation, and its date is the start of the evidence', () => {
    fc.assert(
      fc.property(codes, noise, steps, (code, words, stepMs) => {
        const raiseAfter = raiseAfterSeconds({ code, severity: 'warning' });
        const count = Math.ceil((raiseAfter * 1000) / stepMs) + 1;
        const standing = Array.from({ length: count }, () => 'holds' as const);
        const all = played(code, [...words, 'cleared', ...standing], stepMs, 'warning');
        const last = all.at(-1);
        const found = last?.carried.findings[0];
        expect(found).toBeDefined();
        expect(found?.since).toBeLessThanOrEqual(found?.openedAt ?? Number.NaN);
        expect(found?.since).toBeLessThanOrEqual(1_000_000 + (words.length + 1) * stepMs);
      }),
    );
  });

  test('a gap in the evidence closes nothing and forgets nothing', () => {
    fc.assert(
      fc.property(codes, noise, steps, fc.integer({ min: 1, max: 60 }), (code, words, stepMs, gap) => {
        const silence = Array.from({ length: gap }, () => 'unknown' as const);
        const all = played(code, [...words, ...silence], stepMs, 'warning');
        const before = all[words.length - 1]?.carried;
        const after = all.at(-1)?.carried;
        const identity = ({ findings, pending }: CarriedFindings) => [
          findings.map(({ id, since }) => [id, since]),
          pending.map(({ id, heldSince }) => [id, heldSince]),
        ];
        expect(after === undefined ? 'lost' : identity(after)).toEqual(
          before === undefined ? 'lost' : identity(before),
        );
        for (const one of all.slice(words.length)) expect(one.carried.transitions).toEqual([]);
      }),
    );
  });

  test('nothing becomes better while what it follows from is not read', () => {
    const looks = fc.array(fc.constantFrom('cleared' as const, 'unknown' as const, ...severities), { minLength: 1 });
    fc.assert(
      fc.property(codes, fc.constantFrom(...severities), looks, (code, begins, words) => {
        const rank = (carried: CarriedFindings) => severities.indexOf(carried.findings[0]?.severity ?? 'notice');
        const began = carry(nothing, code, { since: 1000, severity: begins }, 1_000_000);
        let state: CarriedFindings = carry(began, code, { since: 1000, severity: begins }, 2_000_000);
        for (const [index, word] of words.entries()) {
          const evidence = word === 'cleared' || word === 'unknown' ? word : { since: 1000, severity: word };
          const next = carry(state, code, evidence, 3_000_000 + index * 1_000_000, [code]);
          expect(next.findings).toHaveLength(1);
          expect(rank(next)).toBeLessThanOrEqual(rank(state));
          state = next;
        }
      }),
    );
  });

  test('a finding never changes its beginning, and is never there twice', () => {
    fc.assert(
      fc.property(codes, noise, steps, (code, words, stepMs) => {
        const since = new Map<string, number>();
        for (const { carried } of played(code, words, stepMs, 'warning')) {
          const ids = [...carried.findings, ...carried.pending].map(({ id }) => id);
          expect(new Set(ids).size).toBe(ids.length);
          for (const { change, finding: one } of carried.transitions) {
            if (change === 'opened') since.set(one.id, one.since);
          }
          for (const one of carried.findings) expect(one.since).toBe(since.get(one.id));
        }
      }),
    );
  });
});
