import { writeCsv } from '@/lib/domain/costs/export/write-csv';
import type { ExecutiveReport } from '@/lib/domain/reports/executive/report';
import { dayRows, totalRows, workloadRows } from './csv/objective-rows';
import { moneyRows, recoveryRows, riskRows } from './csv/record-rows';
import { csvHead } from './csv/row';

/**
 * The figures of the report as a file of comma-separated values, one a line, exact and unrounded: the same report is the
 * same text. A figure that was not measured has no value and says why in the last column.
 */
export function writeExecutiveCsv(report: ExecutiveReport): string {
  const sections = [totalRows, workloadRows, dayRows, recoveryRows, riskRows, moneyRows];
  return writeCsv(
    csvHead,
    sections.flatMap((rowsOf) => rowsOf(report)),
  );
}
