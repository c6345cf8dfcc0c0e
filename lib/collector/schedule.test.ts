import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Beat, nextDueAt, runDue, startSchedule } from './schedule';

const second = 1000;
const clock = { now: () => Date.now(), toWallMs: (fleetMs: number) => fleetMs };

/** A beat that notes when it ran and takes `takesMs` each time. */
function beat(id: string, periodSeconds: number, takesMs: number, ranAt: number[], phaseSeconds = 0): Beat {
  return {
    id,
    rhythm: { periodSeconds, phaseSeconds },
    run: () => {
      ranAt.push(Date.now());
      return new Promise((resolve) => setTimeout(resolve, takesMs));
    },
  };
}

describe('the grid of a rhythm', () => {
  it('is absolute: the next moment never depends on how late the last one was', () => {
    const rhythm = { periodSeconds: 60, phaseSeconds: 15 };
    expect(nextDueAt(rhythm, 0)).toBe(15 * second);
    expect(nextDueAt(rhythm, 15 * second)).toBe(75 * second);
    expect(nextDueAt(rhythm, 74_999)).toBe(75 * second);
  });

  it('never gives the moment that was just served', () => {
    for (const at of [0, 2000, 4000]) expect(nextDueAt({ periodSeconds: 2, phaseSeconds: 0 }, at)).toBe(at + 2000);
  });
});

describe('a schedule', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 500 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('asks everything at once when it starts, and then on the grid', async () => {
    const ranAt: number[] = [];
    const schedule = startSchedule([beat('a', 2, 10, ranAt)], clock);
    await vi.advanceTimersByTimeAsync(5600);
    expect(ranAt).toEqual([500, 2000, 4000, 6000]);
    void schedule.stop();
  });

  it('lets a source that uses its whole deadline delay nobody else', async () => {
    const dead: number[] = [];
    const healthy: number[] = [];
    startSchedule([beat('dead', 2, 4000, dead), beat('healthy', 2, 10, healthy)], clock);
    await vi.advanceTimersByTimeAsync(9600);
    expect(healthy).toEqual([500, 2000, 4000, 6000, 8000, 10_000]);
  });

  it('never asks the same source twice at the same time, and leaves out the moments it missed', async () => {
    const ranAt: number[] = [];
    startSchedule([beat('slow', 2, 4100, ranAt)], clock);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(ranAt).toEqual([500, 6000, 12_000]);
  });

  it('asks a source when its own last turn says, and then on its rhythm again', async () => {
    const ranAt: number[] = [];
    const usual = beat('identity', 60, 10, ranAt);
    const nextAt = (after: number) => (ranAt.length < 3 ? after + 5000 : nextDueAt(usual.rhythm, after));
    startSchedule([{ ...usual, nextAt }], clock);
    await vi.advanceTimersByTimeAsync(70_000);
    expect(ranAt).toEqual([500, 5510, 10_520, 60_000]);
  });

  it('runs a poked source at once and keeps its rhythm', async () => {
    const ranAt: number[] = [];
    const schedule = startSchedule([beat('metrics', 60, 10, ranAt, 15)], clock);
    await vi.advanceTimersByTimeAsync(2000);
    schedule.poke('metrics');
    await vi.advanceTimersByTimeAsync(14_000);
    expect(ranAt).toEqual([500, 2500, 15_000]);
  });

  it('runs a source poked during its run once more, right after it', async () => {
    const ranAt: number[] = [];
    const schedule = startSchedule([beat('metrics', 60, 1000, ranAt, 15)], clock);
    await vi.advanceTimersByTimeAsync(300);
    schedule.poke('metrics');
    schedule.poke('metrics');
    await vi.advanceTimersByTimeAsync(5000);
    // A timer of zero fires after a millisecond.
    expect(ranAt).toEqual([500, 1501]);
  });

  it('runs by fleet time: ten times as often at speed ten', async () => {
    const ranAt: number[] = [];
    const fast = { now: () => Date.now() * 10, toWallMs: (fleetMs: number) => fleetMs / 10 };
    startSchedule([beat('a', 2, 1, ranAt)], fast);
    await vi.advanceTimersByTimeAsync(1000);
    expect(ranAt).toEqual([500, 600, 800, 1000, 1200, 1400]);
  });

  it('asks nothing more once it is stopped, and waits for what is under way', async () => {
    const ranAt: number[] = [];
    const schedule = startSchedule([beat('a', 2, 1000, ranAt)], clock);
    await vi.advanceTimersByTimeAsync(200);
    const stopped = vi.fn();
    void schedule.stop().then(stopped);
    await vi.advanceTimersByTimeAsync(500);
    expect(stopped).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(stopped).toHaveBeenCalled();
    expect(ranAt).toEqual([500]);
  });
});

describe('a schedule that is run by hand', () => {
  it('runs everything the first time, and then each beat on its grid, whatever the steps of time', async () => {
    const ran: [string, number][] = [];
    const noting = (id: string, periodSeconds: number, phaseSeconds = 0): Beat => ({
      id,
      rhythm: { periodSeconds, phaseSeconds },
      run: async (dueAt) => {
        ran.push([id, dueAt]);
      },
    });
    const beats = [noting('probe', 2), noting('metrics', 60, 15)];
    const turns = new Map<string, number>();
    for (const at of [1, 2, 3, 4, 14, 15, 16, 74, 75]) await runDue(beats, turns, at * second);
    expect(ran.filter(([id]) => id === 'metrics').map(([, at]) => at / second)).toEqual([1, 15, 75]);
    expect(ran.filter(([id]) => id === 'probe').map(([, at]) => at / second)).toEqual([1, 2, 4, 14, 16, 74]);
  });

  it('asks a beat when its own last turn says', async () => {
    const ran: number[] = [];
    const impatient: Beat = {
      id: 'impatient',
      rhythm: { periodSeconds: 60, phaseSeconds: 0 },
      nextAt: (after) => after + 5 * second,
      run: async (dueAt) => {
        ran.push(dueAt / second);
      },
    };
    const turns = new Map<string, number>();
    for (const at of [0, 4, 5, 9, 10]) await runDue([impatient], turns, at * second);
    expect(ran).toEqual([0, 5, 10]);
  });
});
