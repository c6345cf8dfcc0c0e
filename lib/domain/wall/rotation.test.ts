import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  flashMs,
  isFlashing,
  positionOf,
  type RotationInput,
  type RotationState,
  stepRotation,
  turnTo,
} from './rotation';
import { type WallCritical, type WallSceneName, wallScenes } from './types';

const scenes = wallScenes.map((scene) => ({ scene, seconds: 20 }));
const calm: RotationInput = { now: 0, scenes, empty: new Set(), criticals: [], paused: false, pinned: 'none' };

const critical = (key: string, change: Partial<WallCritical> = {}): WallCritical => ({
  key,
  scene: 'fleet',
  since: 0,
  sentence: key,
  seenBy: 'nobody',
  ...change,
});

/** The states a second apart, from `from` to `to`. */
function run(before: RotationState | 'start', change: Partial<RotationInput>, from: number, to: number): RotationState {
  let state = stepRotation(before, { ...calm, ...change, now: from * 1000 });
  for (let second = from + 1; second <= to; second++) {
    state = stepRotation(state, { ...calm, ...change, now: second * 1000 });
  }
  return state;
}

/** Criticals, seen or not, of any scene. */
const anyCriticals = fc.uniqueArray(
  fc.record({
    key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    scene: fc.constantFrom(...wallScenes),
    since: fc.integer({ min: 0, max: 100 }),
    sentence: fc.constant(''),
    seenBy: fc.constantFrom('nobody', 'Ana'),
  }),
  { selector: ({ key }) => key },
);
/** What may happen from one second to the next. */
const anyCourse = fc.array(
  fc.record({
    criticals: anyCriticals,
    paused: fc.boolean(),
    pinned: fc.constantFrom<WallSceneName | 'none'>('none', 'none', 'none', 'costs'),
    empty: fc.subarray([...wallScenes]).map((names): ReadonlySet<WallSceneName> => new Set(names)),
    waitMs: fc.integer({ min: 0, max: 30_000 }),
  }),
  { minLength: 1, maxLength: 40 },
);

function* follow(course: Parameters<Parameters<typeof anyCourse.map>[0]>[0]) {
  let before: RotationState | 'start' = 'start';
  let now = 0;
  for (const { waitMs, ...step } of course) {
    now += waitMs;
    const input: RotationInput = { ...calm, ...step, now };
    const after: RotationState = stepRotation(before, input);
    yield { before, input, after };
    before = after;
  }
}

describe('the rotation', () => {
  test('shows each scene for its time, in order, and begins again', () => {
    const shown = [0, 19, 20, 39, 40, 60, 80, 99, 100].map((second) => run('start', {}, 0, second).scene);
    expect(shown).toEqual([
      'fleet',
      'fleet',
      'replication',
      'replication',
      'run',
      'findings',
      'costs',
      'costs',
      'fleet',
    ]);
  });

  test('is where it would be by the clock alone, whatever the stays', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 5, max: 60 }), { minLength: 5, maxLength: 5 }),
        fc.integer({ min: 0, max: 400 }),
        (stays, second) => {
          const own = wallScenes.map((scene, place) => ({ scene, seconds: stays[place] ?? 5 }));
          let left = second % stays.reduce((sum, stay) => sum + stay, 0);
          const due = own.find(({ seconds }) => {
            if (left < seconds) return true;
            left -= seconds;
            return false;
          });
          expect(run('start', { scenes: own }, 0, second).scene).toBe(due?.scene);
        },
      ),
    );
  });

  test('passes by a scene with nothing to show, and counts it out', () => {
    const empty = new Set<WallSceneName>(['run']);
    expect(run('start', { empty }, 0, 40).scene).toBe('findings');
    expect(positionOf(run('start', { empty }, 0, 40), { scenes, empty })).toEqual({ at: 3, of: 4 });
  });

  test('leaves a scene whose run has ended while it was on', () => {
    const onRun = run('start', {}, 0, 45);
    expect(onRun.scene).toBe('run');
    expect(run(onRun, { empty: new Set(['run']) }, 46, 46).scene).toBe('findings');
  });

  test('goes on by one scene after the panel slept for hours', () => {
    const before = run('start', {}, 0, 5);
    expect(run(before, {}, 40_000, 40_000).scene).toBe('replication');
    expect(run(before, {}, 40_000, 40_010).scene).toBe('replication');
  });
});

describe('a critical that nobody has seen', () => {
  test('is shown at once and holds until somebody has seen it; then the scene gets its time and the rotation goes on', () => {
    const before = run('start', {}, 0, 25);
    const stands = critical('down', { scene: 'findings' });
    const held = run(before, { criticals: [stands] }, 26, 3000);
    expect(held).toMatchObject({ scene: 'findings', why: 'held', heldBy: 'down' });
    const seen = [{ ...stands, seenBy: 'Ana' }];
    expect(run(held, { criticals: seen }, 3001, 3010)).toMatchObject({ scene: 'findings', why: 'rotating' });
    expect(run(held, { criticals: seen }, 3001, 3021)).toMatchObject({ scene: 'costs', why: 'rotating' });
  });

  test('holds whatever else happens, unless the viewer pauses or pins', () => {
    fc.assert(
      fc.property(anyCourse, (course) => {
        for (const { input, after } of follow(course)) {
          const unseen = input.criticals.filter(({ seenBy }) => seenBy === 'nobody');
          if (unseen.length === 0 || input.paused || input.pinned !== 'none') continue;
          expect(after.why).toBe('held');
          expect(unseen.map(({ scene }) => scene)).toContain(after.scene);
        }
      }),
    );
  });

  test('takes over from a lesser one, leaves a graver one where it is, and gives back once it is seen', () => {
    const lesser = critical('unprotected', { scene: 'replication' });
    const graver = critical('down', { scene: 'fleet' });
    const held = run('start', { criticals: [lesser] }, 0, 5);
    expect(held).toMatchObject({ scene: 'replication' });
    const taken = run(held, { criticals: [graver, lesser] }, 6, 60);
    expect(taken).toMatchObject({ scene: 'fleet', heldBy: 'down' });
    const least = critical('breached', { scene: 'findings' });
    const stays = run(taken, { criticals: [graver, lesser, least] }, 61, 61);
    expect(stays).toMatchObject({ scene: 'fleet', heldBy: 'down', alarm: { key: 'breached', atStart: false } });
    const seen = { ...graver, seenBy: 'Ana' };
    expect(run(stays, { criticals: [seen, lesser, least] }, 62, 62)).toMatchObject({ scene: 'replication' });
  });

  test('takes a paused wall as well when it is new, and leaves it where it is afterwards', () => {
    const paused = run('start', { paused: true }, 0, 300);
    expect(paused).toMatchObject({ scene: 'fleet', why: 'paused' });
    const stands = critical('stalled', { scene: 'replication' });
    const held = run(paused, { paused: true, criticals: [stands] }, 301, 400);
    expect(held).toMatchObject({ scene: 'replication', why: 'held' });
    const after = run(held, { paused: true, criticals: [{ ...stands, seenBy: 'Ana' }] }, 401, 900);
    expect(after).toMatchObject({ scene: 'replication', why: 'paused' });
  });

  test('lets a viewer turn away while they pause, and comes back when they go on', () => {
    const stands = [critical('down', { scene: 'fleet' })];
    const held = run('start', { criticals: stands }, 0, 5);
    const turned = turnTo(held, { ...calm, criticals: stands, paused: true, now: 6000 }, 1);
    expect(run(turned, { criticals: stands, paused: true }, 7, 500)).toMatchObject({ scene: 'replication' });
    expect(run(turned, { criticals: stands }, 7, 8)).toMatchObject({ scene: 'fleet', why: 'held' });
  });

  test('leaves a pinned scene alone and still sounds', () => {
    const pinned = run('start', { pinned: 'costs' }, 0, 5);
    const after = run(pinned, { pinned: 'costs', criticals: [critical('down')] }, 6, 9);
    expect(after).toMatchObject({ scene: 'costs', why: 'pinned', alarm: { key: 'down', atStart: false } });
  });

  test('flashes for half a minute and is steady from then on', () => {
    const state = run(run('start', {}, 0, 5), { criticals: [critical('down')] }, 6, 6);
    expect(isFlashing(state, 6000)).toBe(true);
    expect(isFlashing(state, 6000 + flashMs - 1)).toBe(true);
    expect(isFlashing(state, 6000 + flashMs)).toBe(false);
    expect(isFlashing(run(state, { criticals: [critical('down', { seenBy: 'Ana' })] }, 7, 7), 7000)).toBe(false);
  });

  test('that stood when the wall was switched on holds it and is nothing new', () => {
    expect(run('start', { criticals: [critical('down')] }, 0, 3)).toMatchObject({
      why: 'held',
      alarm: { key: 'down', atStart: true },
    });
  });
});

test('a pause holds the scene against everything that is not new', () => {
  fc.assert(
    fc.property(anyCourse, (course) => {
      for (const { before, input, after } of follow(course)) {
        if (before === 'start' || !input.paused || input.pinned !== 'none' || after.why === 'held') continue;
        if (input.empty.has(before.scene) && input.empty.size < wallScenes.length) continue;
        expect(after.scene).toBe(before.scene);
      }
    }),
  );
});

test('a scene that the address names is shown whatever happens', () => {
  fc.assert(
    fc.property(anyCourse, (course) => {
      for (const { input, after } of follow(course)) {
        if (input.pinned !== 'none') expect(after.scene).toBe(input.pinned);
      }
    }),
  );
});

test('what it remembers does not grow with time', () => {
  fc.assert(
    fc.property(anyCourse, (course) => {
      for (const { input, after } of follow(course)) expect(after.standing.length).toBe(input.criticals.length);
    }),
  );
});
