import { AwsError, type Call } from '../../wire';
import { pageScope, takePage } from '../take-page';

const mostResults = 100;

export function eventsValidationError(message: string): AwsError {
  return new AwsError('ValidationException', message, 400);
}

export function eventsNotFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message);
}

/** One page of an EventBridge list, 1 to 100 items. @throws AwsError ValidationException */
export function eventsPage<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  limit: number | undefined = mostResults,
  token: string | undefined,
  filters: unknown,
  call: Call,
): { readonly items: Item[]; readonly nextToken: string | undefined } {
  if (!(limit >= 1 && limit <= mostResults)) {
    throw eventsValidationError(`Value '${limit}' must be between 1 and ${mostResults}`);
  }
  return takePage(items, keyOf, {
    scope: pageScope(call, filters),
    limit,
    token,
    refuseToken: () => eventsValidationError('NextToken is not valid.'),
  });
}
