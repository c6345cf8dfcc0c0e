import type { Fleet } from '@/lib/domain/fleet';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { fleetRules } from '@/lib/fleet/find-fleet';
import { parseFleetFile } from '@/lib/fleet/parse-fleet-file';
import { writeFleetFile } from '@/lib/simulator/control/write-fleet-file';
import { buildFleet, findDefaultFleet } from '@/lib/simulator/world/build-fleet';
import { type FleetSize, generateFleet } from '@/lib/simulator/world/generate-fleet';
import type { SimulatedFleet } from '@/lib/simulator/world/simulated-fleet';

/** A fleet twice: as it is, and as the console's fleet file tells it. */
export interface PairOfFleets {
  readonly simulated: SimulatedFleet;
  readonly fleet: Fleet;
}

const generated = new Map<string, PairOfFleets>();

/** The default fleet, or one of a size; built once in a process. */
export function findFleets(size: FleetSize | 'default'): PairOfFleets {
  return size === 'default' ? { simulated: findDefaultFleet(), fleet: defaultFleet } : findGeneratedFleet(size);
}

/** @throws Error when the console cannot read what the simulator writes */
export function findGeneratedFleet(size: FleetSize): PairOfFleets {
  const key = JSON.stringify(size);
  const known = generated.get(key);
  if (known !== undefined) return known;
  const declaration = generateFleet(size);
  const parsed = parseFleetFile(writeFleetFile(declaration), fleetRules(true));
  if (parsed.state === 'broken') {
    throw new Error(
      `The fleet ${declaration.name} cannot be read: ${parsed.problems.map((one) => one.message).join(' ')}`,
    );
  }
  const pair = { simulated: buildFleet(declaration), fleet: parsed.fleet };
  generated.set(key, pair);
  return pair;
}
