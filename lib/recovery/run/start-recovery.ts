import { checkPlans } from './check-plans';
import { type ChoreOptions, doChores } from './chores';
import { carryOutDrills } from './drills/carry-out-drills';
import { launchDurable, resumeDurable } from './durable';
import { holdFlips } from './hold-flips';
import { writeReports } from './reports/write-reports';
import { watchRuns } from './rescue';
import type { RunPorts } from './run-ports';
import { watchResidue } from './watch-residue';

/**
 * Recovery as a part of an engine: drives runs, takes over those whose driver is gone, does for all engines what one has
 * to, carries out drills, checks the plans that people write, holds what is held by a metric, reads what runs left behind and
 * reports on those that have ended. Ends with the signal of its ports; what was under way is carried on by the next engine.
 */
export async function startRecovery(
  ports: RunPorts,
  options: ChoreOptions & {
    readonly databaseUrl: string;
    /** Where the simulated fleet is told to fail; `none` where the fleet is AWS. */
    readonly controlUrl: string | 'none';
  },
): Promise<{ readonly ended: Promise<void> }> {
  await launchDurable(ports, options.databaseUrl);
  const parts = [
    watchRuns(ports, resumeDurable),
    doChores(ports, options),
    checkPlans(ports, options.fleet),
    holdFlips(ports),
    watchResidue(ports),
    carryOutDrills(ports, options.controlUrl),
    writeReports(ports),
  ];
  return { ended: Promise.all(parts.map(({ ended }) => ended)).then(() => undefined) };
}
