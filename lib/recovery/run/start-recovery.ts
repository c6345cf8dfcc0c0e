import { checkPlans } from './check-plans';
import { type ChoreOptions, doChores } from './chores';
import { launchDurable, resumeDurable } from './durable';
import { watchRuns } from './rescue';
import type { RunPorts } from './run-ports';

/**
 * Recovery as a part of an engine: drives runs, takes over those whose driver is gone, and does for all engines what one
 * has to, and checks the plans that people write. Ends with the signal of its ports; what was under way is carried on by the next engine.
 */
export async function startRecovery(
  ports: RunPorts,
  options: ChoreOptions & { readonly databaseUrl: string },
): Promise<{ readonly ended: Promise<void> }> {
  await launchDurable(ports, options.databaseUrl);
  const parts = [watchRuns(ports, resumeDurable), doChores(ports, options), checkPlans(ports, options.fleet)];
  return { ended: Promise.all(parts.map(({ ended }) => ended)).then(() => undefined) };
}
