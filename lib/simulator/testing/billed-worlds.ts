import { openWorld, type World } from '../world';
import type { BillingDeclaration } from '../world/bills/billing';
import { buildFleet } from '../world/build-fleet';
import { defaultAccountId, defaultFleet } from '../world/default-fleet';
import { testNow } from './test-simulator';

const hourMs = 3_600_000;

/** Days that the bill of `days-missing` never has. */
export const missingDays: readonly string[] = ['2026-11-04', '2026-11-05'];

const billings = {
  'days-missing': { missingDays },
  'other-currency': { currency: 'CNY' },
  'no-cost-explorer': { costExplorer: 'not-enabled' },
  'cost-explorer-preparing': { costExplorer: 'preparing' },
} as const satisfies Readonly<Record<string, BillingDeclaration>>;

/**
 * The default fleet with a bill of its own. `calm`: nothing ever happened. `region-lost`: us-east-1 was lost for the 24 hours
 * from `now` on, and four days have passed since. The others differ in how the account is billed.
 */
export type BilledWorld = 'calm' | 'region-lost' | keyof typeof billings;

/** A world at `now` (20 November 2026, noon, unless told). */
export function openBilledWorld(kind: BilledWorld, { seed = 1, now = testNow } = {}): World {
  if (kind === 'calm' || kind === 'region-lost') {
    const world = openWorld({ seed, now });
    if (kind === 'region-lost') loseRegion(world);
    return world;
  }
  const accounts = [{ id: defaultAccountId, name: 'production', billing: billings[kind] }];
  return openWorld({ seed, now, fleet: buildFleet({ ...defaultFleet, accounts }) });
}

function loseRegion(world: World): void {
  const begun = world.now;
  world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
  world.advanceTo(begun + 24 * hourMs);
  world.healFaults({});
  world.advanceTo(begun + 4 * 24 * hourMs);
}
