import type { EpochMs } from '../time';
import type { SceneInRotation, WallCritical, WallSceneName } from './types';

/**
 * Which scene is on. A critical that nobody has seen holds the rotation on its scene until somebody says that they have;
 * a viewer's pause gives way to a new one; a scene that the address pins gives way to nothing.
 */
export interface RotationState {
  readonly scene: WallSceneName;
  /** When the scene came on, or when its time began again. */
  readonly shownSince: EpochMs;
  readonly why: 'rotating' | 'held' | 'paused' | 'pinned';
  /** Key of the critical that holds; `none` otherwise. */
  readonly heldBy: string | 'none';
  /** Keys of everything critical at the last step: what is not among them is new. */
  readonly standing: readonly string[];
  /** The newest critical that nobody has seen. `atStart`: it was there when the wall was switched on. */
  readonly alarm: { readonly key: string; readonly since: EpochMs; readonly atStart: boolean } | 'none';
}

export interface RotationInput {
  /** Any clock that goes on by milliseconds; the browser's own, so that fleet time may run faster. */
  readonly now: EpochMs;
  /** Of the declaration, in order. */
  readonly scenes: readonly SceneInRotation[];
  /** Scenes that have nothing to show now, e.g. runs while there is none. */
  readonly empty: ReadonlySet<WallSceneName>;
  /** The gravest first. */
  readonly criticals: readonly WallCritical[];
  readonly paused: boolean;
  readonly pinned: WallSceneName | 'none';
}

/** How long the edge flashes for a critical that nobody has seen; then it is steady. */
export const flashMs = 30_000;

/** The rotation at `input.now`, after `before`; `start` when the wall has just been switched on. */
export function stepRotation(before: RotationState | 'start', input: RotationInput): RotationState {
  const standing = input.criticals.map(({ key }) => key);
  const alarm = nextAlarm(before, input);
  const held = findHold(before, input);
  const base = { standing, alarm, heldBy: held === 'none' ? 'none' : held.key } as const;
  if (input.pinned !== 'none') return { ...base, ...stay(before, input.pinned, input.now), why: 'pinned' };
  if (held !== 'none') return { ...base, ...stay(before, held.scene, input.now), why: 'held' };
  if (input.paused) return { ...base, ...stay(before, currentOf(before, input), input.now), why: 'paused' };
  return { ...base, ...rotate(before, input), why: 'rotating' };
}

/** The viewer turns to the next scene, or to the one before: what stands now holds nothing any more while they pause. */
export function turnTo(before: RotationState, input: RotationInput, by: 1 | -1): RotationState {
  const next = neighbour(currentOf(before, input), input, by);
  return { ...before, scene: next, shownSince: input.now, heldBy: 'none', why: 'paused' };
}

/** Whether the edge flashes: for a critical nobody has seen, for half a minute. */
export function isFlashing({ alarm }: RotationState, now: EpochMs): boolean {
  return alarm !== 'none' && now - alarm.since < flashMs;
}

/** Where the scene on show stands among those that are shown: `2` of `5`. */
export function positionOf({ scene }: RotationState, input: Pick<RotationInput, 'scenes' | 'empty'>) {
  const playable = playableOf(input);
  return { at: playable.findIndex((one) => one.scene === scene) + 1, of: playable.length };
}

function nextAlarm(before: RotationState | 'start', input: RotationInput): RotationState['alarm'] {
  const [arrived] = arrivals(before, input);
  if (arrived !== undefined) return { key: arrived.key, since: input.now, atStart: before === 'start' };
  if (before === 'start' || before.alarm === 'none') return 'none';
  const { key } = before.alarm;
  return unseen(input).some((critical) => critical.key === key) ? before.alarm : 'none';
}

/**
 * What holds: the gravest of everything nobody has seen, which is the first in their order. While the viewer pauses only
 * what came since then does.
 */
function findHold(before: RotationState | 'start', input: RotationInput): WallCritical | 'none' {
  if (!input.paused || before === 'start') return unseen(input)[0] ?? 'none';
  const arrived = new Set(arrivals(before, input).map(({ key }) => key));
  return unseen(input).find(({ key }) => key === before.heldBy || arrived.has(key)) ?? 'none';
}

function arrivals(before: RotationState | 'start', input: RotationInput): readonly WallCritical[] {
  if (before === 'start') return unseen(input);
  const known = new Set(before.standing);
  return unseen(input).filter(({ key }) => !known.has(key));
}

function unseen({ criticals }: RotationInput): readonly WallCritical[] {
  return criticals.filter(({ seenBy }) => seenBy === 'nobody');
}

function rotate(before: RotationState | 'start', input: RotationInput): Pick<RotationState, 'scene' | 'shownSince'> {
  const current = currentOf(before, input);
  if (before === 'start' || before.scene !== current) return { scene: current, shownSince: input.now };
  // After a hold or a pause the scene gets its whole time, and so it does when the clock was set back.
  if (before.why !== 'rotating' || input.now < before.shownSince) return { scene: current, shownSince: input.now };
  const seconds = input.scenes.find(({ scene }) => scene === current)?.seconds;
  if (seconds !== undefined && input.now - before.shownSince < seconds * 1000) {
    return { scene: current, shownSince: before.shownSince };
  }
  return { scene: neighbour(current, input, 1), shownSince: input.now };
}

function stay(before: RotationState | 'start', scene: WallSceneName, now: EpochMs) {
  const shownSince = before !== 'start' && before.scene === scene ? before.shownSince : now;
  return { scene, shownSince };
}

/** The scene before, while it is shown at all; else the first. */
function currentOf(before: RotationState | 'start', input: RotationInput): WallSceneName {
  const playable = playableOf(input).map(({ scene }) => scene);
  if (before === 'start') return playable[0] ?? 'fleet';
  if (playable.includes(before.scene)) return before.scene;
  // It has nothing to show any more: the one after it.
  return input.scenes.some(({ scene }) => scene === before.scene)
    ? neighbour(before.scene, input, 1)
    : (playable[0] ?? 'fleet');
}

function neighbour(scene: WallSceneName, input: Pick<RotationInput, 'scenes' | 'empty'>, by: 1 | -1): WallSceneName {
  const all = input.scenes.map((one) => one.scene);
  const playable = new Set(playableOf(input).map((one) => one.scene));
  const from = all.indexOf(scene);
  for (let step = 1; step <= all.length; step++) {
    const next = all[(from + by * step + all.length * 2) % all.length];
    if (next !== undefined && playable.has(next)) return next;
  }
  return scene;
}

/** Scenes with something to show; all of them where none has. */
function playableOf({ scenes, empty }: Pick<RotationInput, 'scenes' | 'empty'>): readonly SceneInRotation[] {
  const playable = scenes.filter(({ scene }) => !empty.has(scene));
  return playable.length === 0 ? scenes : playable;
}
