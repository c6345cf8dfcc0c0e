import type { BillLine } from '../../world/bills/bill-line';
import { costTag } from '../../world/bills/bill-line';
import { invalidRequest } from './refuse';

const readers: Readonly<Record<string, (line: BillLine) => string>> = {
  SERVICE: (line) => line.service,
  REGION: (line) => line.region,
  USAGE_TYPE: (line) => line.usageType,
  LINKED_ACCOUNT: (line) => line.account,
  RECORD_TYPE: (line) => line.recordType,
};

export const dimensionNames = Object.keys(readers);

/** How a line is read under a dimension. @throws AwsError ValidationException for a dimension that bills do not have */
export function readerOf(dimension: string | undefined): (line: BillLine) => string {
  const reader = Object.hasOwn(readers, dimension ?? '') ? readers[dimension ?? ''] : undefined;
  if (reader !== undefined) return reader;
  throw invalidRequest(`Dimension ${dimension} is invalid. Valid values are ${dimensionNames.join(', ')}`);
}

/** A line's value of a cost allocation tag, empty where it has none. A tag that is not activated is on no line. */
export function tagOf(line: BillLine, key: string): string {
  return key === costTag ? line.workload : '';
}
