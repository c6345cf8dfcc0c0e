import 'server-only';
import type { Actor } from '@/lib/access/actor';
import { writeCostsCsv } from '@/lib/domain/costs/export/costs-as-csv';
import { focusColumns, toFocusRows } from '@/lib/domain/costs/export/focus-rows';
import { writeCsv } from '@/lib/domain/costs/export/write-csv';
import { buildCostReport, listBills } from '@/lib/domain/costs/report/build-cost-report';
import type { CostQuery } from '@/lib/domain/costs/report/cost-query';
import { fleetNow } from './fleet-clock';
import { readCostEvidence } from './get-cost-report';

export const costFormats = ['csv', 'focus'] as const;
export type CostFormat = (typeof costFormats)[number];

/** A file of costs. */
export interface CostFile {
  readonly name: string;
  readonly text: string;
}

/**
 * The answer to a question as a file: `csv` is what the page shows, `focus` the lines of the bill under it by FOCUS's
 * names. `not-told` where Cost Explorer does not tell together what is asked. Throws AccessRefused when the actor may not
 * read the fleet.
 */
export async function exportCosts(
  actor: Actor | 'nobody',
  query: CostQuery,
  format: CostFormat,
): Promise<CostFile | 'not-told'> {
  const evidence = await readCostEvidence(actor);
  const report = buildCostReport(evidence, query, fleetNow());
  const { month } = report;
  if (report.currencies.some(({ told }) => told.state === 'not-told')) return 'not-told';
  if (format === 'csv') return { name: `costs-${month}.csv`, text: writeCostsCsv(report) };
  const rows = month === 'none' ? [] : toFocusRows(listBills(evidence), month, query);
  return rows === 'not-told' ? rows : { name: `costs-${month}-focus.csv`, text: writeCsv(focusColumns, rows) };
}
