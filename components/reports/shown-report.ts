import type { Month } from '@/lib/domain/costs/report/choose-month';
import type { ExecutiveReading } from '@/lib/domain/reports/executive/reading';

/** The report that a page shows, with the month it is of. */
export interface ShownReport {
  readonly month: Month;
  readonly shown: Extract<ExecutiveReading, { state: 'made' }>;
}
