import { setTimeout as sleep } from 'node:timers/promises';
import { openStore, type Store } from '@/lib/persistence/store';

/**
 * A store that takes its time, after each intent of a step, with the next answers to whether an engine still drives its
 * run.
 */
export function openSlowStore(databaseUrl: string, slow: { readonly answers: number; readonly ms: number }): Store {
  const store = openStore(databaseUrl, { applicationName: 'slow-store' });
  let left = 0;
  const isSlow = (text: string) => {
    if (text.startsWith('insert into "antipode"."step_attempt"')) left = slow.answers;
    if (left === 0 || !text.startsWith('update "antipode"."execution" set "driven_at"')) return false;
    left -= 1;
    return true;
  };
  store.pool.on('connect', (client) => {
    const own = client.query.bind(client) as (...given: unknown[]) => unknown;
    const query = (...given: unknown[]) => {
      if (!isSlow(textOf(given))) return own(...given);
      // Outside of transactions the pool asks, with a callback.
      const answered = given.at(-1);
      if (typeof answered !== 'function') return Promise.resolve(own(...given)).finally(() => sleep(slow.ms));
      return own(...given.slice(0, -1), (...answer: unknown[]) => setTimeout(() => answered(...answer), slow.ms));
    };
    client.query = query as unknown as typeof client.query;
  });
  return store;
}

function textOf([first]: readonly unknown[]): string {
  return typeof first === 'string' ? first : String((first as { readonly text?: string } | null)?.text ?? '');
}
