import type { FleetDeclaration } from '../fleet-declaration';
import type { FleetResources } from '../simulated-fleet';
import { type BillLine, usageRecords } from './bill-line';
import { openDemand } from './billed-demand';
import type { BillingDeclaration } from './billing';
import { commitmentLines, settlementLines } from './commitment-lines';
import { computeLines } from './compute-lines';
import { databaseLines } from './database-lines';
import { sharedLines } from './shared-lines';
import { storeLines } from './store-lines';
import { openWriter } from './write-line';

/** Everything an account is billed for. */
export function buildBillLines(
  { id, ownsZone, billing }: { readonly id: string; readonly ownsZone: boolean; readonly billing: BillingDeclaration },
  resources: FleetResources,
  { regions, workloads }: FleetDeclaration,
): readonly BillLine[] {
  const writer = openWriter(id);
  const demands = openDemand(resources.workloads);
  const lines = [
    ...computeLines(writer, demands, resources, billing),
    ...commitmentLines(writer, billing),
    ...databaseLines(writer, demands, resources),
    ...storeLines(writer, demands, resources.workloads),
    ...sharedLines(writer, resources, { manages: ownsZone, regions, allDemands: openDemand(workloads) }),
    ...settlementLines(writer, billing),
  ];
  return lines.map((line) => discount(line, billing));
}

/** What AWS agreed to take off is taken off what is used and what is paid for it ahead. */
function discount(line: BillLine, { discountShare }: BillingDeclaration): BillLine {
  const isUsage = usageRecords.includes(line.recordType) || feeRecords.includes(line.recordType);
  if (discountShare === undefined || !isUsage || line.region === 'NoRegion') return line;
  return { ...line, netShare: 1 - discountShare };
}

const feeRecords: readonly BillLine['recordType'][] = [
  'Fee',
  'RIFee',
  'SavingsPlanNegation',
  'SavingsPlanRecurringFee',
];
