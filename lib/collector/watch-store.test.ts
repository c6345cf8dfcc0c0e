import { afterEach, describe, expect, it, vi } from 'vitest';
import { watchStore } from './watch-store';

const start = Date.UTC(2026, 10, 21, 12);
const everyMs = 5;
/** The newest reading that may be judged as current is so old, in fleet milliseconds; fleet time runs at ten times. */
const patienceMs = 3 * everyMs * 10;

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A watch over a store that answers as it is told to. */
function watching(answer: () => Promise<readonly string[]>) {
  const warned: string[] = [];
  const at = { now: start };
  let reads = 0;
  const reading = watchStore(
    () => {
      reads += 1;
      return answer();
    },
    {
      clock: { now: () => at.now, toWallMs: (fleetMs) => fleetMs / 10 },
      log: { info: () => undefined, warn: (_, message) => void warned.push(message), error: () => undefined },
      stopAsked: new Promise((resolve) => ends.push(resolve)),
      failed: 'It cannot be read now.',
      everyMs,
    },
  );
  const readAgain = async (times = 2) => {
    const enough = reads + times;
    await vi.waitFor(() => expect(reads).toBeGreaterThanOrEqual(enough));
  };
  return { at, reading, readAgain, warned };
}

const refuse = () => Promise.reject(new Error('The store is away.'));

describe('what others write', () => {
  it('is not read before the first answer, which is another thing than that there is nothing', async () => {
    let answer: (values: readonly string[]) => void = () => undefined;
    const { reading } = watching(() => new Promise((resolve) => (answer = resolve)));
    expect(reading(start)).toBe('not-read');
    answer([]);
    await vi.waitFor(() => expect(reading(start)).toEqual({ values: [], readAt: start }));
  });

  it('stays not read however often its reading fails, and is said once to fail', async () => {
    const { reading, readAgain, warned } = watching(refuse);
    await readAgain(3);
    expect(reading(start)).toBe('not-read');
    expect(warned).toEqual(['It cannot be read now.']);
  });

  it('is what was read last while readings fail, until three periods have passed; then nobody knows', async () => {
    let answer: () => Promise<readonly string[]> = async () => ['run-1'];
    const { at, reading, readAgain } = watching(() => answer());
    await readAgain();
    answer = refuse;
    at.now = start + patienceMs + 1;
    await readAgain();
    expect(reading(start + patienceMs)).toEqual({ values: ['run-1'], readAt: start });
    expect(reading(start + patienceMs + 1)).toBe('not-read');
    answer = async () => ['run-2'];
    await readAgain();
    expect(reading(at.now)).toEqual({ values: ['run-2'], readAt: at.now });
  });

  it('is as old as the beginning of its reading, and not known any more where a reading never ends', async () => {
    let answer: () => Promise<readonly string[]> = async () => ['run-1'];
    const { at, reading, readAgain } = watching(() => answer());
    await readAgain();
    let end: (values: readonly string[]) => void = () => undefined;
    answer = () => new Promise((resolve) => (end = resolve));
    await readAgain(1);
    at.now = start + patienceMs + 1;
    expect(reading(at.now)).toBe('not-read');
    end(['run-2']);
    await new Promise(setImmediate);
    expect(reading(start + patienceMs)).toEqual({ values: ['run-2'], readAt: start });
  });
});
