import pg from 'pg';
import type { StreamHead } from './index';
import type { Store } from './store';
import { parseStreamHead, readStreamHead, streamChannel } from './stream-head';

export interface ListenOptions {
  /** Seconds between two looks at the head, whatever notifications say. Default 2. */
  readonly pollSeconds?: number;
  /** Told each time the store could not be read or listened to; the next try follows by itself. */
  readonly onTrouble?: (error: unknown) => void;
}

/**
 * Calls `onHead` with the current head at once and then whenever it moves. A notification only makes it faster: the
 * head is read every `pollSeconds` anyway, so that a store without LISTEN, a lost notification or a broken connection
 * costs at most that delay. Each head is reported once, never backwards within an epoch.
 */
export async function listenForChanges(
  store: Store,
  onHead: (head: StreamHead) => void,
  options: ListenOptions = {},
): Promise<{ stop(): Promise<void> }> {
  const pollMs = (options.pollSeconds ?? 2) * 1000;
  const trouble = options.onTrouble ?? (() => undefined);
  let seen: StreamHead | undefined;
  let stopped = false;
  let client: pg.Client | undefined;
  let connecting = false;
  let timer: NodeJS.Timeout | undefined;

  const report = (head: StreamHead) => {
    if (stopped || (seen?.epoch === head.epoch && seen.version >= head.version)) return;
    seen = head;
    onHead(head);
  };

  const connect = async () => {
    if (stopped || connecting || client !== undefined) return;
    connecting = true;
    // A connection of its own: a listener must not take a place in the pool for ever.
    const next = new pg.Client({ ...store.pool.options, query_timeout: 5_000 });
    const drop = (error: unknown) => {
      if (client === next) client = undefined;
      if (!stopped) trouble(error);
      next.end().catch(() => undefined);
    };
    next.on('error', drop);
    next.on('end', () => {
      if (client === next) client = undefined;
    });
    next.on('notification', (message) => {
      const head = message.payload === undefined ? undefined : parseStreamHead(message.payload);
      if (head !== undefined) report(head);
    });
    try {
      await next.connect();
      await next.query(`listen ${streamChannel}`);
      if (stopped) await next.end();
      else client = next;
    } catch (error) {
      drop(error);
    } finally {
      connecting = false;
    }
  };

  const look = async () => {
    await connect();
    try {
      report(await readStreamHead(store.db));
    } catch (error) {
      if (!stopped) trouble(error);
    }
    if (!stopped) timer = setTimeout(lookAgain, pollMs);
  };
  const lookAgain = () => {
    running = look();
  };
  let running = look();
  await running;

  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
      await client?.end().catch(() => undefined);
    },
  };
}
