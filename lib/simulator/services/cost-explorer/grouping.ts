import type { GroupDefinition } from '@aws-sdk/client-cost-explorer';
import type { BillLine } from '../../world/bills/bill-line';
import { readerOf, tagOf } from './dimensions';
import { invalidRequest } from './refuse';

const mostKeys = 2;

/** Lines that are shown as one. */
export interface LineGroup {
  readonly keys: readonly string[];
  readonly lines: readonly BillLine[];
}

/**
 * Lines by up to two keys, in the order of the keys; undefined without a grouping.
 * @throws AwsError ValidationException
 */
export function groupLines(
  lines: readonly BillLine[],
  definitions: readonly GroupDefinition[] | undefined,
): LineGroup[] | undefined {
  if (definitions === undefined || definitions.length === 0) return undefined;
  if (definitions.length > mostKeys) throw invalidRequest(`GroupBy supports at most ${mostKeys} keys`);
  const readers = definitions.map(readKey);
  const groups = new Map<string, { keys: string[]; lines: BillLine[] }>();
  for (const line of lines) {
    const keys = readers.map((read) => read(line));
    const text = JSON.stringify(keys);
    const known = groups.get(text);
    if (known === undefined) groups.set(text, { keys, lines: [line] });
    else known.lines.push(line);
  }
  return [...groups].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, group]) => group);
}

/** A tag is shown with its key, `workload$checkout`, and with nothing behind the `$` where there is none. */
function readKey({ Type, Key }: GroupDefinition): (line: BillLine) => string {
  if (!Key) throw invalidRequest('Group Definition key is missing');
  if (Type === 'DIMENSION') return readerOf(Key);
  if (Type === 'TAG') return (line) => `${Key}$${tagOf(line, Key)}`;
  throw invalidRequest(`Group Definition type ${Type} is invalid. Valid values are DIMENSION, TAG`);
}
