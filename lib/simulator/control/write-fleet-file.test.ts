import { describe, expect, it } from 'vitest';
import type { Fleet } from '../../domain/fleet';
import { defaultFleet as consoleFleet } from '../../fleet/default-fleet';
import { fleetRules } from '../../fleet/find-fleet';
import { parseFleetFile } from '../../fleet/parse-fleet-file';
import { defaultFleet } from '../world/default-fleet';
import type { FleetDeclaration } from '../world/fleet-declaration';
import { generateFleet } from '../world/generate-fleet';
import { writeFleetFile } from './write-fleet-file';

/** The fleet as the console reads it. */
function readBack(declaration: FleetDeclaration): Fleet {
  const text = writeFleetFile(declaration);
  expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
  const parsed = parseFleetFile(text, fleetRules(true));
  if (parsed.state === 'broken') throw new Error(parsed.problems.map((each) => each.message).join('\n'));
  return parsed.fleet;
}

describe('the fleet file of a simulated fleet', () => {
  it('says of the default fleet what the console has built in', () => {
    expect(readBack(defaultFleet)).toEqual(consoleFleet);
  });

  it('names the health check, the alarm and the metric by which a region is given up', () => {
    const fleet = readBack({
      ...defaultFleet,
      workloads: defaultFleet.workloads.map((workload) =>
        workload.id === 'checkout' && workload.entry !== undefined
          ? { ...workload, entry: { ...workload.entry, routing: { policy: 'metric-check' } } }
          : workload,
      ),
    });
    const recovery = fleet.workloads.find(({ id }) => id === 'checkout')?.recovery;
    expect(recovery?.routing).toBeUndefined();
    expect(recovery?.flips).toMatchObject([
      {
        region: 'us-east-1',
        standby: 'us-west-2',
        alarm: 'checkout-use1-given-up',
        metric: { namespace: 'Acme/Recovery', name: 'GivenUp', away: 1, back: 0 },
        entryPointId: 'web',
      },
    ]);
  });

  it('is accepted for generated fleets of every size, and names all of their workloads', () => {
    for (const [workloads, regions, accounts] of [
      [1, 2, 1],
      [5, 3, 2],
      [30, 8, 7],
      [100, 20, 50],
    ] as const) {
      const declaration = generateFleet({ seed: 3, workloads, regions, accounts });
      const fleet = readBack(declaration);
      expect([fleet.workloads.length, fleet.regions.length, fleet.accounts.length]).toEqual([
        workloads,
        regions,
        accounts,
      ]);
    }
  });
});
