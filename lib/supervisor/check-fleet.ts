import type { SupervisorConfig } from '../config/supervisor-config';
import { findFleet } from '../fleet/find-fleet';
import { usualFleetFile } from './programs';
import { StartRefused } from './start-refused';

/**
 * Makes sure that the fleet file can be used before anything is started over it.
 *
 * @throws StartRefused with every problem of the file, one on a line.
 */
export async function checkFleet(config: SupervisorConfig): Promise<void> {
  const place = { file: config.fleetFile ?? usualFleetFile(config), isRequired: config.fleetFile !== undefined };
  const found = await findFleet(place, config.simulated);
  if (found.state === 'broken') throw new StartRefused(found.problems.join('\n'));
}
