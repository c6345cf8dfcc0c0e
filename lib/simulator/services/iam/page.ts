import { AwsError, type Call } from '../../wire';
import { pageScope, takePage } from '../take-page';

const defaultPageSize = 100;
const mostItems = 1000;

export function iamValidationError(message: string): AwsError {
  return new AwsError('ValidationError', message, 400);
}

/**
 * One page of an IAM list, 1 to 1000 items.
 * @throws AwsError ValidationError for a page size out of range, InvalidInput for a foreign marker
 */
export function iamPage<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  paging: { readonly MaxItems?: number; readonly Marker?: string },
  filters: unknown,
  call: Call,
): { readonly items: Item[]; readonly IsTruncated: boolean; readonly Marker: string | undefined } {
  const { MaxItems = defaultPageSize, Marker } = paging;
  if (!(MaxItems >= 1 && MaxItems <= mostItems)) {
    throw iamValidationError(`Value '${MaxItems}' at 'maxItems' must be between 1 and ${mostItems}`);
  }
  const page = takePage(items, keyOf, {
    scope: pageScope(call, filters),
    limit: MaxItems,
    token: Marker,
    refuseToken: () => new AwsError('InvalidInputException', 'Invalid Marker', 400),
  });
  return { items: page.items, IsTruncated: page.nextToken !== undefined, Marker: page.nextToken };
}
