import type pg from 'pg';
import type { AwsEdge } from '@/lib/aws';
import { openStore, type Store } from '@/lib/persistence/store';

/** Where a driver is killed: at a write of an attempt of a step, or at the request that is its effect. */
export interface KillPoint {
  readonly at: 'before-intent' | 'after-intent' | 'before-call' | 'after-call' | 'before-result' | 'after-result';
  readonly stepId: string;
}

/**
 * What a driver that dies at a point works with. As in a program that is killed, its connection breaks there, what was not
 * committed is undone, and nothing comes back to it, until `wake`: then it is a zombie that goes on.
 */
export interface DyingDriver {
  readonly store: Store;
  readonly edge: AwsEdge;
  /** Resolves when it has died. */
  readonly died: Promise<void>;
  wake(): void;
}

export function dyingAt({ at, stepId }: KillPoint, databaseUrl: string, edge: AwsEdge): DyingDriver {
  let die: () => void = () => undefined;
  const died = new Promise<void>((resolve) => {
    die = resolve;
  });
  let wake: () => void = () => undefined;
  const woken = new Promise<void>((resolve) => {
    wake = resolve;
  });
  let isDead = false;
  const stop = async () => {
    isDead = true;
    die();
    await woken;
  };
  const death = { stop, isDead: () => isDead, woken };
  const store = openStore(databaseUrl, { applicationName: 'dying-driver' });
  store.pool.on('connect', (client) => watchClient(client, { at, stepId, ...death }));
  return { store, edge: watchEdge(edge, { at, ...death }), died, wake: () => wake() };
}

interface Watching {
  readonly at: KillPoint['at'];
  readonly stop: () => Promise<void>;
  readonly isDead: () => boolean;
  readonly woken: Promise<void>;
}

/** What every connection of a program that has died comes to, once somebody looks. */
function cut(): Error {
  return Object.assign(new Error('Connection terminated'), { code: 'ECONNRESET' });
}

/** Statements about attempts of the step; what follows is the end of their transaction. */
function watchClient(
  client: pg.PoolClient,
  { at, stepId, stop, isDead }: Watching & { readonly stepId: string },
): void {
  const own = client.query.bind(client) as (...given: unknown[]) => Promise<unknown>;
  let isAboutIt = false;
  const query = async (...given: unknown[]) => {
    const text = textOf(given);
    const wanted = at.endsWith('intent') ? 'insert into "antipode"."step_attempt"' : 'update "antipode"."step_attempt"';
    const isIt = !isDead() && text.startsWith(wanted) && JSON.stringify(given).includes(`"${stepId}"`);
    if (isIt && (at === 'before-intent' || at === 'before-result')) {
      await own('rollback');
      await stop();
      throw cut();
    }
    if (isIt) isAboutIt = true;
    const result = await own(...given);
    if (isAboutIt && text === 'commit' && (at === 'after-intent' || at === 'after-result')) {
      isAboutIt = false;
      await stop();
    }
    return result;
  };
  // The server ends it, as it does with those of a dead program.
  client.on('error', () => undefined);
  // Drizzle asks for promises only.
  client.query = query as unknown as typeof client.query;
}

function textOf([first]: readonly unknown[]): string {
  const text =
    typeof first === 'string' ? first : String((first as { readonly text?: string } | undefined)?.text ?? '');
  return text.trim().toLowerCase();
}

const reading = /^(Get|List|Describe)/;

/** The requests that change something; only what recovers makes them. */
function watchEdge(edge: AwsEdge, { at, stop, isDead, woken }: Watching): AwsEdge {
  const clientFor: AwsEdge['clientFor'] = (service, accountId, region, purpose, endpoint) => {
    const client = edge.clientFor(service, accountId, region, purpose, endpoint);
    if (purpose !== 'recover') return client;
    return new Proxy(client, {
      get(target, name) {
        const own: unknown = Reflect.get(target, name, target);
        if (name !== 'send' || typeof own !== 'function') return typeof own === 'function' ? own.bind(target) : own;
        return async (command: object, ...more: unknown[]) => {
          if (isDead()) {
            await woken;
            throw cut();
          }
          const isEffect = !isDead() && !reading.test(command.constructor.name);
          if (isEffect && at === 'before-call') await stop();
          const answer: unknown = await own.call(target, command, ...more);
          if (isEffect && at === 'after-call') await stop();
          return answer;
        };
      },
    });
  };
  return { ...edge, clientFor };
}
