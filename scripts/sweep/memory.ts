import { readFile } from 'node:fs/promises';

/** Memory of one program over a run. */
export interface MemoryRecord {
  /** Resident megabytes, one sample a round, in order. */
  readonly samples: readonly number[];
  /** Median of the second quarter of the run: what is warm by then stays. */
  readonly afterWarmUpMb: number;
  /** Median of the last quarter. */
  readonly atEndMb: number;
}

/** Resident memory of a process, in megabytes, as the kernel counts it. @throws when the process is gone */
export async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(status) ?? [];
  if (kilobytes === undefined) throw new Error(`Process ${pid} has no resident memory.`);
  return Number(kilobytes) / 1024;
}

export function toMemoryRecord(samples: readonly number[]): MemoryRecord {
  const quarter = Math.floor(samples.length / 4);
  return {
    samples,
    afterWarmUpMb: median(samples.slice(quarter, 2 * quarter)),
    atEndMb: median(samples.slice(3 * quarter)),
  };
}

/**
 * What a program may hold at the end, in megabytes, to count as flat: a quarter and 48 MB over what it held after its
 * warm-up. A garbage collector lets its heap breathe by tens of megabytes; whatever is kept of every page or every poll
 * grows with their number, and over two hours is far beyond.
 */
export function flatLimitMb({ afterWarmUpMb }: MemoryRecord): number {
  return afterWarmUpMb * 1.25 + 48;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('There are too few samples.');
  return middle;
}
