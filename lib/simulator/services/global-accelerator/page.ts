import { AwsError, type Call } from '../../wire';
import { pageScope, takePage } from '../take-page';

const defaultPageSize = 10;
const mostResults = 100;

export function invalidArgument(message: string): AwsError {
  return new AwsError('InvalidArgumentException', message);
}

/** One page of a list, 1 to 100 items. @throws AwsError InvalidArgumentException, InvalidNextTokenException */
export function acceleratorPage<Item extends { readonly arn: string }>(
  items: readonly Item[],
  paging: { readonly MaxResults?: number; readonly NextToken?: string },
  filters: unknown,
  call: Call,
): { readonly items: Item[]; readonly nextToken: string | undefined } {
  const { MaxResults = defaultPageSize, NextToken } = paging;
  if (!(MaxResults >= 1 && MaxResults <= mostResults)) {
    throw invalidArgument(`MaxResults must be between 1 and ${mostResults}`);
  }
  return takePage(items, (item) => item.arn, {
    scope: pageScope(call, filters),
    limit: MaxResults,
    token: NextToken,
    refuseToken: () => new AwsError('InvalidNextTokenException', 'The token is not valid.'),
  });
}
