import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Effect } from '@/lib/simulator/control/effect-log';
import type { Truth } from '@/lib/simulator/world/types';
import type { RunningConsole } from './running-console';

/** What really happened in the simulated fleet; only where the console was started with ANTIPODE_SIMULATOR_TRUTH=on. */
export class FleetTruth {
  constructor(private readonly product: RunningConsole) {}

  now(): Promise<Truth> {
    return this.ask('truth');
  }

  /** Calls that changed something since an effect of that number, but for the markers that are written all the time. */
  async effectsAfter(number: number): Promise<readonly Effect[]> {
    const { effects } = await this.ask<{ effects: readonly Effect[] }>('effects');
    return effects.filter((effect) => effect.number > number && !isMarker(effect));
  }

  async newestEffect(): Promise<number> {
    const { effects } = await this.ask<{ effects: readonly Effect[] }>('effects');
    return effects.at(-1)?.number ?? 0;
  }

  /** Watches a workload's users until stopped; fleet milliseconds and share served, in order. */
  watchUsers(workload: string): { readonly stop: () => Promise<readonly UserSample[]> } {
    const samples: UserSample[] = [];
    let isOver = false;
    const watching = (async () => {
      while (!isOver) {
        const { now, users } = await this.now();
        const share = users.find((each) => each.workload === workload)?.servedShare;
        if (share !== undefined) samples.push({ at: now, share });
        await sleep(200);
      }
    })();
    return {
      stop: async () => {
        isOver = true;
        await watching;
        return samples;
      },
    };
  }

  private async ask<T = Truth>(route: string): Promise<T> {
    const file = path.join(this.product.dataFolder, 'simulator.json');
    const { port } = JSON.parse(await readFile(file, 'utf8')) as { port: number };
    const answer = await ask(`http://127.0.0.1:${port}/_simulator/${route}`);
    if (!answer.ok) throw new Error(`The simulator answered ${answer.status}.`);
    return (await answer.json()) as T;
  }
}

/** A busy machine may keep a connection waiting for longer than it is waited for: it is asked again. */
async function ask(url: string): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await fetch(url);
    } catch (error) {
      const cause = error instanceof Error ? (error.cause ?? error) : error;
      if (attempt === 5) throw new Error(`The simulator does not answer: ${String(cause)}`, { cause: error });
      await sleep(1000);
    }
  }
}

export interface UserSample {
  readonly at: number;
  readonly share: number;
}

/** Fleet milliseconds in which users were really without their service. */
export interface Outage {
  readonly from: number;
  readonly until: number;
}

/** Standing writes of the console: recovery-point markers of stores. */
function isMarker({ operation }: Effect): boolean {
  return operation === 'PutItem' || operation === 'PutObject';
}

/**
 * When the region died, and from when on users had their service for good with a transaction kept by the region that took
 * over, as far as the samples and the application tell: before that nobody may say that they are served.
 */
export function outageOf({ faults }: Truth, samples: readonly UserSample[], effects: readonly Effect[]): Outage {
  const from = faults.find(({ fault }) => fault.kind === 'region-outage')?.startedAt;
  const last = samples.findLast(({ share }) => share < 0.95)?.at;
  const served = last === undefined ? undefined : samples.find(({ at }) => at > last)?.at;
  const proven = effects.findLast(({ service, outcome }) => service === 'application' && outcome === 'ok')?.at;
  if (from === undefined || served === undefined || proven === undefined) {
    throw new Error('The truth tells of no outage that ended with a transaction kept.');
  }
  return { from, until: Math.max(served, proven) };
}
