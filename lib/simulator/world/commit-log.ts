/**
 * The queue of committed writes of one store in one region, run-length coded: within a minute at a constant rate the
 * n-th second commits `floor(w·n/60) − floor(w·(n−1)/60)` writes, so that runs of any length count the same writes.
 * Times are seconds since 1970; positions of readers may lie within a second.
 */
export interface CommitLog {
  /** Writes committed so far. */
  committed: number;
  /** End of the newest second in which a write was committed. */
  newestAt: number;
  /** Ascending, each within one minute; those every reader has passed are dropped. */
  runs: CommitRun[];
}

interface CommitRun {
  readonly from: number;
  to: number;
  readonly writesPerMinute: number;
}

export interface Arrival {
  /** New position: every write committed before it is applied at the reader. */
  readonly position: number;
  readonly count: number;
  /** Sum over the arrived writes of arrival time minus commit time, in seconds. */
  readonly latencySum: number;
  readonly latencyMax: number;
}

export function emptyLog(now: number): CommitLog {
  return { committed: 0, newestAt: now, runs: [] };
}

/** Commits `seconds` whole seconds from `from`, all within one minute, at a rate of `writesPerMinute`. */
export function commitWrites(log: CommitLog, from: number, seconds: number, writesPerMinute: number): number {
  if (writesPerMinute <= 0) return 0;
  const to = from + seconds;
  const count = countWrites(from, from, to, writesPerMinute);
  const last = log.runs.at(-1);
  const extends_ =
    last !== undefined &&
    last.to === from &&
    last.writesPerMinute === writesPerMinute &&
    minuteStart(last.from) === minuteStart(from);
  if (extends_) last.to = to;
  else log.runs.push({ from, to, writesPerMinute });
  log.committed += count;
  log.newestAt = to;
  return count;
}

/** Writes after `position` that the reader there has not applied. */
export function pendingAfter(log: CommitLog, position: number): number {
  let pending = 0;
  for (let index = firstRunAfter(log, position); index < log.runs.length; index += 1) {
    const run = log.runs[index];
    if (run === undefined) break;
    if (run.to > position) pending += countWrites(run.from, Math.max(run.from, position), run.to, run.writesPerMinute);
  }
  return pending;
}

/** Commit time of the oldest write after `position`; undefined when nothing is pending. */
export function oldestPending(log: CommitLog, position: number): number | undefined {
  for (const run of log.runs) {
    const from = Math.max(run.from, position);
    if (run.to > from && countWrites(run.from, from, run.to, run.writesPerMinute) > 0) return from;
  }
  return undefined;
}

/**
 * Moves a reader towards `limit` by at most `mostWrites` writes, in the `seconds` that end at `now`: what it passes
 * arrives evenly over that time.
 */
export function readWrites(
  log: CommitLog,
  position: number,
  limit: number,
  mostWrites: number,
  now: number,
  seconds: number,
): Arrival {
  const reached = reachFrom(log, position, limit, mostWrites);
  const arrivesAt = (commit: number) => now - seconds + ((commit - position) / (reached - position)) * seconds;
  let count = 0;
  let latencySum = 0;
  let latencyMax = 0;
  for (let index = firstRunAfter(log, position); index < log.runs.length; index += 1) {
    const run = log.runs[index];
    if (run === undefined || run.from >= reached) break;
    const from = Math.max(run.from, position);
    const to = Math.min(run.to, reached);
    const arrived = countWrites(run.from, from, to, run.writesPerMinute);
    if (arrived === 0) continue;
    const first = arrivesAt(from) - from;
    const last = arrivesAt(to) - to;
    count += arrived;
    latencySum += (arrived * (first + last)) / 2;
    latencyMax = Math.max(latencyMax, first, last);
  }
  return { position: reached, count, latencySum, latencyMax };
}

function reachFrom(log: CommitLog, position: number, limit: number, mostWrites: number): number {
  if (limit <= position) return position;
  let left = mostWrites;
  for (let index = firstRunAfter(log, position); index < log.runs.length; index += 1) {
    const run = log.runs[index];
    if (run === undefined || run.from >= limit) break;
    const from = Math.max(run.from, position);
    const end = Math.min(run.to, limit);
    const to = reachWithin(run, from, end, left);
    if (to < end) return to;
    left -= countWrites(run.from, from, to, run.writesPerMinute);
  }
  return limit;
}

/** Index of the first run that ends after `position`; runs ascend, and a frozen reader may keep thousands. */
function firstRunAfter(log: CommitLog, position: number): number {
  let low = 0;
  let high = log.runs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const run = log.runs[middle];
    if (run !== undefined && run.to <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Forgets what lies before `position`, which every reader has passed. */
export function trimLog(log: CommitLog, position: number): void {
  let done = 0;
  while (done < log.runs.length && (log.runs[done]?.to ?? Number.POSITIVE_INFINITY) <= position) done += 1;
  if (done > 0) log.runs.splice(0, done);
}

function minuteStart(second: number): number {
  return Math.floor(second / 60) * 60;
}

/** Writes between two moments of the minute that `anchor` lies in. */
function countWrites(anchor: number, from: number, to: number, writesPerMinute: number): number {
  const start = minuteStart(anchor);
  return Math.floor((writesPerMinute * (to - start)) / 60) - Math.floor((writesPerMinute * (from - start)) / 60);
}

function reachWithin(run: CommitRun, from: number, to: number, mostWrites: number): number {
  if (countWrites(run.from, from, to, run.writesPerMinute) <= mostWrites) return to;
  const start = minuteStart(run.from);
  const before = Math.floor((run.writesPerMinute * (from - start)) / 60);
  const reached = start + ((before + Math.max(0, mostWrites)) * 60) / run.writesPerMinute;
  return Math.min(to, Math.max(from, reached));
}
