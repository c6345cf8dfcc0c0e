import type { StreamHead } from './index';
import { streamHead } from './schema';
import type { Store } from './store';
import type { StoreTransaction } from './transaction';

/** Channel of the wake-up; its payload is `epoch.version`. */
export const streamChannel = 'antipode_stream';

/** Newest version of the stream. */
export async function readStreamHead(from: Store['db'] | StoreTransaction): Promise<StreamHead> {
  const [row] = await from.select({ epoch: streamHead.epoch, version: streamHead.version }).from(streamHead);
  if (row === undefined) throw new Error('The store has no stream head: its tables are damaged or not migrated.');
  return row;
}

/** `epoch.version`, as notifications and event ids carry it. */
export function formatStreamHead(head: StreamHead): string {
  return `${head.epoch}.${head.version}`;
}

/** Reads `epoch.version`; undefined for anything else. */
export function parseStreamHead(text: string): StreamHead | undefined {
  const match = /^([0-9a-f-]{1,64})\.(\d{1,15})$/.exec(text);
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  return { epoch: match[1], version: Number(match[2]) };
}
