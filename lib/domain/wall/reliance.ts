import type { Entity } from '../entities';
import type { ConsoleView } from '../overview/types';
import type { EpochMs } from '../time';
import { formatMoment } from '../wording/moment';

/** Heartbeats of the engine, and of the stream, that may be missed before a wall says so. */
export const missedBeats = 2;

/** Seconds between two heartbeats of the stream, by the clock on the wall of the server room. */
export const streamBeatSeconds = 5;

/** What a heartbeat may take from the engine to the panel, in milliseconds of wall time. */
const onTheWayMs = 2000;

/** What a word of the stream may be late, in milliseconds. */
const oneWordMs = 1000;

/** Whether the picture may be relied on, and what to say where it may not. */
export type Reliance =
  | { readonly state: 'reliable' }
  | { readonly state: 'starting'; readonly sentence: string }
  /** `stopped`: nothing is collected; `silent`: nothing arrives here; `cut-off`: no region answers the console. */
  | { readonly state: 'stopped' | 'silent' | 'cut-off'; readonly sentence: string };

export interface RelianceInput {
  readonly entities: readonly Entity[];
  readonly console: ConsoleView;
  /** Fleet time. */
  readonly now: EpochMs;
  /** Seconds of fleet time in a second of wall time. */
  readonly speed: number;
  /** When the stream was heard last: fleet time for the words, and how long ago by the browser's own clock. */
  readonly heardAt: EpochMs;
  readonly silentMs: number;
}

/**
 * Whether a wall may be relied on: not when its stream missed two heartbeats, not when the engine did. It is stricter than
 * a page, which somebody looks at closely.
 */
export function judgeReliance(input: RelianceInput): Reliance {
  const { console, now, heardAt, silentMs } = input;
  const beatMs = streamBeatSeconds * 1000;
  const lastTick = findMissedTick(input);
  // Whoever has missed a word of the stream cannot tell whether the engine stands still or is only not heard of.
  const isSilent =
    silentMs > missedBeats * beatMs + oneWordMs || (lastTick !== 'none' && silentMs > beatMs + oneWordMs);
  if (isSilent) {
    const since = formatMoment(heardAt, now, 'second');
    return { state: 'silent', sentence: `Console has not been heard since ${since}. Do not rely on this page.` };
  }
  if (lastTick !== 'none') {
    const since = formatMoment(lastTick, now);
    return { state: 'stopped', sentence: `Console has not polled since ${since}. Do not rely on this page.` };
  }
  switch (console.state) {
    case 'not-polling':
      return { state: 'stopped', sentence: console.sentence };
    case 'cut-off':
      return { state: 'cut-off', sentence: console.sentence };
    case 'starting':
      return { state: 'starting', sentence: console.sentence };
    case 'polling':
      return { state: 'reliable' };
  }
}

/** When the engine was heard of last, if it has missed two heartbeats since; `none` while it has not. */
function findMissedTick({ entities, now, speed }: RelianceInput): EpochMs | 'none' {
  const engine = entities.find((entity) => entity.kind === 'engine');
  if (engine?.kind !== 'engine') return 'none';
  const allowedMs = missedBeats * engine.heartbeatSeconds * 1000 + onTheWayMs * speed;
  return now - engine.tickedAt > allowedMs ? engine.tickedAt : 'none';
}
