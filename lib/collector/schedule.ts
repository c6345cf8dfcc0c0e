import type { EpochMs, Seconds } from '@/lib/domain/time';

/** When a source is asked: every `periodSeconds`, on the grid of fleet time shifted by `phaseSeconds`. */
export interface Rhythm {
  readonly periodSeconds: Seconds;
  /** 0 ≤ phase < period; e.g. 15 asks a minute's metrics a quarter past every minute. */
  readonly phaseSeconds: Seconds;
}

/**
 * The first moment of the rhythm's grid strictly after `after`. The grid is absolute: a slow answer, a pause or a
 * restart never shifts it, so that the moments of asking do not drift.
 */
export function nextDueAt(rhythm: Rhythm, after: EpochMs): EpochMs {
  const periodMs = rhythm.periodSeconds * 1000;
  const phaseMs = rhythm.phaseSeconds * 1000;
  return (Math.floor((after - phaseMs) / periodMs) + 1) * periodMs + phaseMs;
}

/** One thing that is asked again and again, on its own. */
export interface Beat {
  readonly id: string;
  readonly rhythm: Rhythm;
  /** When it is due after a run that ended by `after`: how that one ended may change it. By its rhythm where absent. */
  nextAt?(after: EpochMs): EpochMs;
  /** Asks once; `dueAt` is the moment of the grid it stands for (fleet time). Must not throw. */
  run(dueAt: EpochMs): Promise<void>;
}

/** The clock a schedule runs by: fleet time, and how many wall milliseconds a span of it takes. */
export interface ScheduleClock {
  now(): EpochMs;
  toWallMs(fleetMs: number): number;
}

export interface RunningSchedule {
  /** The earliest moment at which anything will be asked (fleet time). */
  nextAt(): EpochMs;
  /** Runs a beat once now, out of turn, or right after its run under way; its rhythm stays as it is. */
  poke(id: string): void;
  /** Stops asking and waits for what is being asked. */
  stop(): Promise<void>;
}

/** Timers cannot wait longer than this many milliseconds; longer waits are cut into pieces. */
const longestTimerMs = 60_000;

/**
 * Starts every beat at once and then keeps each in its own rhythm. Beats know nothing of each other: one that takes
 * its whole deadline delays no other, and is itself never run twice at the same time — a moment that passes while it
 * is still running is left out, not made up for.
 */
export function startSchedule(beats: readonly Beat[], clock: ScheduleClock): RunningSchedule {
  const runners = new Map(beats.map((beat) => [beat.id, startBeat(beat, clock)]));
  return {
    nextAt: () => Math.min(...[...runners.values()].map((runner) => runner.nextAt())),
    poke: (id) => runners.get(id)?.poke(),
    stop: async () => {
      await Promise.all([...runners.values()].map((runner) => runner.stop()));
    },
  };
}

/**
 * Runs what is due by `now`, all of it at once, and gives each its next turn: the same grid without timers, for a clock
 * that is moved by hand. What has had no turn yet is due.
 *
 * @param turns when each beat is due next, by its id; kept by the caller from one call to the next
 */
export async function runDue(beats: readonly Beat[], turns: Map<string, EpochMs>, now: EpochMs): Promise<void> {
  const due = beats.filter((beat) => (turns.get(beat.id) ?? now) <= now);
  await Promise.all(due.map((beat) => beat.run(now)));
  for (const beat of due) turns.set(beat.id, beat.nextAt?.(now) ?? nextDueAt(beat.rhythm, now));
}

interface BeatRunner {
  nextAt(): EpochMs;
  poke(): void;
  stop(): Promise<void>;
}

function startBeat(beat: Beat, clock: ScheduleClock): BeatRunner {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let dueAt = clock.now();
  let isRunning = false;
  let isPoked = false;
  let running: Promise<void> = Promise.resolve();

  const arm = (): void => {
    if (stopped) return;
    const waitMs = Math.max(0, clock.toWallMs(dueAt - clock.now()));
    timer = setTimeout(waitMs > longestTimerMs ? arm : fire, Math.min(waitMs, longestTimerMs));
  };
  const fire = (): void => {
    if (clock.now() < dueAt) {
      arm();
      return;
    }
    isRunning = true;
    running = beat.run(dueAt).finally(() => {
      isRunning = false;
      const after = Math.max(dueAt, clock.now());
      const next = beat.nextAt?.(after) ?? nextDueAt(beat.rhythm, after);
      dueAt = isPoked ? clock.now() : next;
      isPoked = false;
      arm();
    });
  };
  arm();

  return {
    nextAt: () => dueAt,
    poke: () => {
      isPoked = isRunning;
      if (isRunning || stopped) return;
      clearTimeout(timer);
      dueAt = clock.now();
      arm();
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
