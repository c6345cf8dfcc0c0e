import { AwsError, type Call } from '../../wire';
import { pageScope, takePage } from '../take-page';

/** However many are asked for, Lambda gives no more at a time. */
const mostItems = 50;

export function invalidLambdaParameter(message: string): AwsError {
  return new AwsError('InvalidParameterValueException', message, undefined, { Type: 'User' });
}

/** One page of a Lambda list, 1 to 50 items. @throws AwsError InvalidParameterValueException */
export function lambdaPage<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  paging: { readonly MaxItems?: number; readonly Marker?: string },
  filters: unknown,
  call: Call,
): { readonly items: Item[]; readonly nextToken: string | undefined } {
  const { MaxItems = mostItems, Marker } = paging;
  if (!(MaxItems >= 1 && MaxItems <= 10_000)) {
    throw invalidLambdaParameter(`Value '${MaxItems}' at 'maxItems' must be between 1 and 10000`);
  }
  return takePage(items, keyOf, {
    scope: pageScope(call, filters),
    limit: Math.min(MaxItems, mostItems),
    token: Marker,
    refuseToken: () => invalidLambdaParameter('Invalid pagination token'),
  });
}
