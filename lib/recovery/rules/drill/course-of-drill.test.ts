import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Drill, DrillFigures } from '@/lib/domain/recovery/drill';
import { sampleExecution } from '../testing/sample-execution';
import {
  concludeHome,
  type DrillAct,
  mayStillFail,
  newDrill,
  nextOfDrill,
  refuseDrill,
  toPhase,
  waiting,
} from './course-of-drill';
import { waitOfRun } from './wait-of-run';

const now = Date.parse('2026-11-20T12:00:00Z');
const asked = newDrill({ id: 'd1', region: 'us-east-1', reason: 'Quarterly drill', askedBy: 'olga' }, now);
const byAda = { by: 'ada', reason: 'A real incident', at: now } as const;

const figures: DrillFigures = {
  state: 'proven',
  recoverySeconds: 200,
  wantedSeconds: 300,
  lostWrites: 0,
  writes: 6,
  sentences: [],
};

const moved = (state: DrillFigures['state'] | 'not-yet'): Drill['workloads'][number] => ({
  id: 'checkout',
  target: 'us-west-2',
  proof: 'none',
  writes: [],
  outRun: 'run-1',
  homeRun: 'not-needed',
  figures: state === 'not-yet' ? state : { ...figures, state },
});

/** What each act comes to where it is done. */
function done(drill: Drill, act: DrillAct, at: number): Drill {
  const does: Readonly<Record<DrillAct, () => Drill>> = {
    plan: () => toPhase({ ...drill, workloads: [moved('not-yet')] }, 'writing', at),
    write: () => toPhase({ ...drill, faultIntendedAt: at }, 'breaking', at),
    break: () => toPhase({ ...drill, faultAt: at }, 'leaving', at),
    leave: () => toPhase(drill, 'judging', at),
    judge: () => toPhase({ ...drill, workloads: [moved('proven')] }, 'healing', at),
    heal: () => toPhase({ ...drill, healedAt: at }, 'returning', at),
    return: () => concludeHome(drill, at),
  };
  return does[act]();
}

function step(drill: Drill, at: number): Drill {
  const next = nextOfDrill(drill, at);
  return next.does === 'nothing' ? drill : next.does === 'record' ? next.drill : done(drill, next.does, at);
}

describe('a drill that nobody ends', () => {
  test('is planned, proven to be writable, broken, left, judged, healed and brought home, in this order', () => {
    const acts: string[] = [];
    let drill = asked;
    for (let at = now; drill.phase !== 'ended'; at += 1000) {
      acts.push(nextOfDrill(drill, at).does);
      drill = step(drill, at);
    }
    expect(acts).toEqual(['plan', 'write', 'break', 'leave', 'judge', 'heal', 'return']);
    expect(drill).toMatchObject({ verdict: 'proven', phase: 'ended', waitsFor: [] });
    expect(nextOfDrill(drill, now)).toEqual({ does: 'nothing' });
  });

  test.each([
    [['proven', 'failed'], 'failed'],
    [['proven', 'not-proven'], 'not-proven'],
    [['failed', 'not-proven'], 'failed'],
    [['proven', 'not-yet'], 'not-proven'],
    [['proven', 'proven'], 'proven'],
    [[], 'not-proven'],
  ] as const)('of %j is %s: the worst counts, and nothing moved proves nothing', (states, verdict) => {
    expect(concludeHome({ ...asked, workloads: states.map(moved) }, now).verdict).toBe(verdict);
  });

  test('that is refused has broken nothing, and says why', () => {
    expect(refuseDrill(asked, 'It cannot be left.', now)).toMatchObject({
      verdict: 'refused',
      sentences: ['It cannot be left.'],
      endedAt: now,
    });
  });
});

describe('a drill that a person ends', () => {
  test('before the fault ends at once, and nothing was broken', () => {
    const next = nextOfDrill({ ...asked, endAsked: byAda }, now);
    expect(next).toMatchObject({ does: 'record', drill: { phase: 'ended', verdict: 'not-proven' } });
    if (next.does === 'record') expect(next.drill.sentences.join(' ')).toContain('Nothing was broken.');
  });

  test('once the fault may be there is written down to be healed, healed, and only then ended', () => {
    const breaking: Drill = { ...toPhase({ ...asked, faultIntendedAt: now }, 'breaking', now), endAsked: byAda };
    const first = nextOfDrill(breaking, now + 1);
    if (first.does !== 'record') throw new Error('It is written down first.');
    expect(first.drill).toMatchObject({ phase: 'healing', endedAt: 'not-yet' });
    expect(nextOfDrill(first.drill, now + 2)).toEqual({ does: 'heal' });
    const healed = done(first.drill, 'heal', now + 3);
    expect(nextOfDrill(healed, now + 4)).toMatchObject({ does: 'record', drill: { phase: 'ended' } });
  });

  test('is never proven, whatever its way out was, and stays failed where that was', () => {
    for (const [state, verdict] of [
      ['proven', 'not-proven'],
      ['failed', 'failed'],
    ] as const) {
      const healed: Drill = {
        ...toPhase({ ...asked, workloads: [moved(state)], faultIntendedAt: 1, healedAt: 2 }, 'returning', now),
        endAsked: byAda,
      };
      expect(nextOfDrill(healed, now)).toMatchObject({ does: 'record', drill: { verdict } });
    }
  });
});

test('no drill ends while its fault may be there, whenever a person ends it and however often an engine is killed', () => {
  fc.assert(
    fc.property(fc.nat(9), fc.array(fc.nat(6), { maxLength: 30 }), (endsAt, killed) => {
      let drill = asked;
      let isBroken = false;
      for (let turn = 0; turn < 30 && drill.phase !== 'ended'; turn += 1) {
        if (turn === endsAt) drill = { ...drill, endAsked: byAda };
        const { does } = nextOfDrill(drill, now + turn);
        if (does === 'break') {
          // What may be broken is on record before it is.
          expect(mayStillFail(drill)).toBe(true);
          isBroken = true;
        }
        if (does === 'heal') isBroken = false;
        // Killed between the effect and its record: the next engine finds the drill as it was.
        if (killed.includes(turn)) continue;
        drill = step(drill, now + turn);
      }
      if (drill.phase !== 'ended') return;
      expect(isBroken).toBe(false);
      expect(mayStillFail(drill)).toBe(false);
    }),
  );
});

test('a drill whose fault may be there cannot be concluded by any way', () => {
  const broken = toPhase({ ...asked, faultIntendedAt: now }, 'returning', now);
  expect(() => concludeHome(broken, now)).toThrow(/may still be there/);
  expect(() => refuseDrill(broken, 'x', now)).toThrow(/may still be there/);
});

describe('what a drill waits for', () => {
  const wait = { workloadId: 'checkout', sentence: 'A gate.', runId: 'none' } as const;

  test('keeps the moment since when, and is the same drill while it is the same', () => {
    const once = waiting(asked, [wait], now);
    expect(once.waitsFor).toEqual([{ ...wait, since: now }]);
    expect(waiting(once, [{ ...wait }], now + 5000)).toBe(once);
    const other = waiting(once, [wait, { ...wait, sentence: 'Another gate.' }], now + 5000);
    expect(other.waitsFor.map(({ since }) => since)).toEqual([now, now + 5000]);
    expect(waiting(other, [], now).waitsFor).toEqual([]);
  });

  test('is a person where the run asks for one', () => {
    const run = sampleExecution({ drill: true });
    const [first] = run.steps;
    if (first === undefined) throw new Error('The run has no step.');
    const agreement = { ...run.approval, state: 'waiting' } as const;
    expect(waitOfRun({ ...run, state: 'awaiting-approval', approval: agreement })).toContain('second person');
    const failed = { ...first, state: 'failed', sentence: 'RDS refused it.' } as const;
    expect(waitOfRun({ ...run, state: 'paused-by-failed-step', steps: [failed] })).toContain('RDS refused it.');
    const risk = {
      ...first,
      state: 'waiting',
      waitsFor: 'acknowledge-risk',
      sentence: 'Writers are not proven stopped.',
    } as const;
    expect(waitOfRun({ ...run, state: 'running', steps: [risk] })).toBe(
      'A person has to say a word to this: Writers are not proven stopped.',
    );
    expect(waitOfRun({ ...run, state: 'running', steps: [] })).toBe('The run is under way.');
  });
});
