import { AwsError, type Call } from '../../wire';
import { pageScope, takePage } from '../take-page';

const mostRecords = 400;

export function elbValidationError(message: string): AwsError {
  return new AwsError('ValidationError', message, 400);
}

/**
 * One page of a Describe operation, 1 to 400 records.
 * @throws AwsError ValidationError for a foreign marker or a page size out of range
 */
export function describePage<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  paging: { readonly Marker: string | undefined; readonly PageSize: number | undefined },
  filters: unknown,
  call: Call,
): { readonly items: Item[]; readonly nextToken: string | undefined } {
  const limit = paging.PageSize ?? mostRecords;
  if (!(limit >= 1 && limit <= mostRecords)) {
    throw elbValidationError(`Page size must be between 1 and ${mostRecords}`);
  }
  return takePage(items, keyOf, {
    scope: pageScope(call, filters),
    limit,
    token: paging.Marker,
    refuseToken: () => elbValidationError(`'${paging.Marker}' is not a valid marker`),
  });
}
