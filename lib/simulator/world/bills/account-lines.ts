import type { FleetDeclaration } from '../fleet-declaration';
import type { FleetResources } from '../simulated-fleet';
import type { BillLine } from './bill-line';
import { openDemand } from './billed-demand';
import { computeLines } from './compute-lines';
import { databaseLines } from './database-lines';
import { sharedLines } from './shared-lines';
import { storeLines } from './store-lines';
import { openWriter } from './write-line';

/** Everything an account is billed for. */
export function buildBillLines(
  { id, ownsZone }: { readonly id: string; readonly ownsZone: boolean },
  resources: FleetResources,
  { regions, workloads }: FleetDeclaration,
): readonly BillLine[] {
  const writer = openWriter(id);
  const demands = openDemand(resources.workloads);
  return [
    ...computeLines(writer, demands, resources),
    ...databaseLines(writer, demands, resources),
    ...storeLines(writer, demands, resources.workloads),
    ...sharedLines(writer, resources, { manages: ownsZone, regions, allDemands: openDemand(workloads) }),
  ];
}
