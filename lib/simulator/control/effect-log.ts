import { findCaller } from '../services/caller';
import type { Call } from '../wire';
import type { World } from '../world/types';

/** One call that would change something, with what became of it; for tests only. */
export interface Effect {
  /** Counts up from 1, also over those that were forgotten. */
  readonly number: number;
  /** Fleet time, in epoch milliseconds. */
  readonly at: number;
  readonly account: string | undefined;
  /** The role whose session asked, if one did. */
  readonly role: string | undefined;
  readonly region: string;
  readonly service: string;
  readonly operation: string;
  readonly parameters: unknown;
  /** `ok`, the code of the error, or `black-hole` and `destroy` for a call that got no answer. */
  readonly outcome: string;
}

export interface EffectLog {
  record(call: Call, outcome: string): void;
  /** Oldest first, and how many older ones were forgotten. */
  read(): { readonly effects: readonly Effect[]; readonly forgotten: number };
}

const mostKept = 10_000;
const reading = /^(Get|List|Describe|Head|BatchGet|Lookup|Query|Scan|Select|Search|Test|Simulate|AssumeRole|Receive)/;

/** Whether an operation changes something, told by its name, as AWS names them. */
export function isMutating(operation: string): boolean {
  return !reading.test(operation);
}

/** Keeps the newest ten thousand mutating calls in memory. */
export function openEffectLog(world: Pick<World, 'now' | 'roles'>): EffectLog {
  const kept: Effect[] = [];
  let recorded = 0;
  return {
    record(call, outcome) {
      if (!isMutating(call.operation)) return;
      recorded += 1;
      const caller = findCaller(call, world);
      kept.push({
        number: recorded,
        at: world.now,
        account: caller?.account,
        role: caller?.session?.role,
        region: call.region,
        service: call.service,
        operation: call.operation,
        parameters: shorten(call.input, 0),
        outcome,
      });
      if (kept.length > mostKept) kept.shift();
    },
    read: () => ({ effects: kept, forgotten: recorded - kept.length }),
  };
}

const most = { characters: 200, items: 50, depth: 8 };

/** What matters of the parameters: bodies and long lists are cut, so that the log stays small. */
function shorten(value: unknown, depth: number): unknown {
  if (typeof value === 'string') {
    return value.length > most.characters ? `${value.slice(0, most.characters)}… (${value.length})` : value;
  }
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Uint8Array) return `${value.byteLength} bytes`;
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth >= most.depth) return '…';
  if (Array.isArray(value)) return value.slice(0, most.items).map((each) => shorten(each, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, most.items)
      .map(([name, each]) => [name, shorten(each, depth + 1)]),
  );
}
