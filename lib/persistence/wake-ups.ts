import pg from 'pg';
import type { Store } from './store';

/** `LISTEN` on a channel of the store. */
export interface WakeUps {
  stop(): Promise<void>;
}

export interface WakeUpOptions {
  /** Told each time the store could not be listened to; the next try follows by itself. */
  readonly onTrouble?: (error: unknown) => void;
}

const firstRetryMs = 500;
const longestRetryMs = 10_000;

/**
 * Calls `onWake` with the payload of every notification on a channel, on a connection of its own that is made again when
 * it breaks. A wake-up makes things faster and is never relied on: who uses it looks by itself now and then.
 */
export function listenForWakeUps(
  store: Store,
  channel: string,
  onWake: (payload: string) => void,
  { onTrouble = () => undefined }: WakeUpOptions = {},
): WakeUps {
  let stopped = false;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let failures = 0;

  const again = (error: unknown) => {
    if (stopped) return;
    onTrouble(error);
    clearTimeout(timer);
    timer = setTimeout(connect, Math.min(longestRetryMs, firstRetryMs * 2 ** failures));
    failures += 1;
  };
  const connect = () => {
    connecting = open().catch(again);
  };
  const open = async () => {
    if (stopped) return;
    const next = new pg.Client({ ...store.pool.options, query_timeout: 5000 });
    let isOver = false;
    const lose = (error: unknown) => {
      if (isOver) return;
      isOver = true;
      client = undefined;
      next.end().catch(() => undefined);
      again(error);
    };
    next.on('error', lose);
    next.on('end', () => lose(new Error('The connection ended.')));
    next.on('notification', ({ payload }) => onWake(payload === undefined ? '' : payload));
    try {
      await next.connect();
      await next.query(`listen ${channel}`);
    } catch (error) {
      lose(error);
      return;
    }
    failures = 0;
    if (!stopped) {
      client = next;
      return;
    }
    isOver = true;
    await next.end().catch(() => undefined);
  };
  let connecting = open().catch(again);

  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await connecting;
      const last = client;
      client = undefined;
      await last?.end().catch(() => undefined);
    },
  };
}
