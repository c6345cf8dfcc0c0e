import { setTimeout as sleep } from 'node:timers/promises';
import type { Anchor } from '@/lib/audit/chain';
import { appendAnchor, sealTrail } from '@/lib/audit/seal-trail';
import type { Fleet } from '@/lib/domain/fleet';
import { acquireLease, releaseLease } from '@/lib/persistence/lease';
import { publishPlans } from './publish-plans';
import type { RunPorts } from './run-ports';

export interface ChoreOptions {
  /** The fleet in use; another one is another object. */
  readonly fleet: () => Fleet;
  /** Where heads of the audit chain are written down outside of the database; `none` keeps no anchors. */
  readonly anchorFile: string | 'none';
}

const leaseName = 'recovery-chores';
const leaseSeconds = 15;
const everyMs = 2000;
const plansEveryMs = 60_000;
const anchorEveryMs = 60_000;
const anchorEveryEntries = 100;

/** What one engine of those that share a store does for all: publishes plans, seals the audit trail, drops anchors. */
export function doChores(
  ports: Pick<RunPorts, 'store' | 'clock' | 'log' | 'engineId' | 'stopping'>,
  options: ChoreOptions,
): { readonly ended: Promise<void> } {
  const { store, engineId, log, stopping, clock } = ports;
  const anchors = new Anchors(options.anchorFile);
  let publishedAt = Number.NEGATIVE_INFINITY;
  let published: Fleet | 'none' = 'none';
  const publish = async () => {
    const fleet = options.fleet();
    if (fleet === published && performance.now() - publishedAt < plansEveryMs) return;
    await publishPlans(store, fleet, clock.now());
    published = fleet;
    publishedAt = performance.now();
  };
  const turn = async () => {
    if (!(await acquireLease(store, leaseName, engineId, leaseSeconds))) return;
    await publish();
    await anchors.keep(await sealTrail(store));
  };
  const work = async () => {
    for (let failed = false; !stopping.aborted; ) {
      try {
        await turn();
        failed = false;
      } catch (error) {
        if (!failed)
          log.warn({ err: error }, 'Plans and the audit chain could not be brought up to date; tried again.');
        failed = true;
      }
      await sleep(everyMs, undefined, { signal: stopping }).catch(() => 'stopping');
    }
    await releaseLease(store, leaseName, engineId).catch(() => 'it ends by itself');
  };
  return { ended: work() };
}

/** Writes the head of the chain down once a minute, or once for every hundred entries, where it has moved. */
class Anchors {
  readonly #file: string | 'none';
  #kept: Anchor | 'none' = 'none';
  #keptAt = Number.NEGATIVE_INFINITY;

  constructor(file: string | 'none') {
    this.#file = file;
  }

  async keep(head: Anchor | 'none'): Promise<void> {
    if (this.#file === 'none' || head === 'none') return;
    const moved = this.#kept === 'none' ? Number.POSITIVE_INFINITY : head.number - this.#kept.number;
    const isDue = moved >= anchorEveryEntries || performance.now() - this.#keptAt >= anchorEveryMs;
    if (moved === 0 || !isDue) return;
    await appendAnchor(this.#file, head, new Date());
    this.#kept = head;
    this.#keptAt = performance.now();
  }
}
