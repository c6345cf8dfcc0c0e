import { AwsError, type Call } from '../../wire';
import { pageScope, takePage } from '../take-page';

const mostRecords = 100;

function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterValue', message, 400);
}

/**
 * One page of a Describe operation, 20 to 100 records.
 * @throws AwsError InvalidParameterValue for a foreign marker or a page size out of range
 */
export function describePage<Item extends { readonly identifier: string }>(
  items: readonly Item[],
  paging: { readonly MaxRecords?: number; readonly Marker?: string },
  filters: unknown,
  call: Call,
): { readonly items: Item[]; readonly nextToken: string | undefined } {
  const { MaxRecords = mostRecords, Marker } = paging;
  if (!(MaxRecords >= 20 && MaxRecords <= mostRecords)) {
    throw invalidParameter(`Invalid value ${MaxRecords} for MaxRecords. Must be between 20 and ${mostRecords}`);
  }
  return takePage(items, (item) => item.identifier, {
    scope: pageScope(call, filters),
    limit: MaxRecords,
    token: Marker,
    refuseToken: () => invalidParameter('The marker is not valid for this request.'),
  });
}
