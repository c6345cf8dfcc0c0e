import type { BillLine } from './bill-line';
import { computeLines } from './compute-lines';
import { databaseLines } from './database-lines';
import { sharedLines } from './shared-lines';
import { storeLines } from './store-lines';

/** Everything the default fleet is billed for. */
export const fleetBillLines: readonly BillLine[] = [...computeLines, ...databaseLines, ...storeLines, ...sharedLines];
