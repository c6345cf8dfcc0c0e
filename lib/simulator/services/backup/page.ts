import { AwsError, type Call } from '../../wire';
import { pageScope, takePage } from '../take-page';

const mostResults = 1000;

export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterValueException', message);
}

/** One page of a list of AWS Backup. @throws AwsError InvalidParameterValueException */
export function backupPage<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  input: { readonly NextToken?: string; readonly MaxResults?: number },
  call: Call,
): { readonly items: Item[]; readonly nextToken: string | undefined } {
  const { NextToken, MaxResults = mostResults, ...question } = input;
  if (!(MaxResults >= 1 && MaxResults <= mostResults)) {
    throw invalidParameter(`MaxResults must be between 1 and ${mostResults}.`);
  }
  return takePage(items, keyOf, {
    scope: pageScope(call, question),
    limit: MaxResults,
    token: NextToken,
    refuseToken: () => invalidParameter('The NextToken is not valid.'),
  });
}

/** Whether an item has the wanted value, if one is wanted. */
export function isWanted(wanted: string | undefined, own: string): boolean {
  return wanted === undefined || wanted === own;
}

/** Whether a moment lies between two, of which either may be absent; what has not happened lies in no interval. */
export function isBetween(moment: number | null, after: Date | undefined, before: Date | undefined): boolean {
  if (moment === null) return after === undefined && before === undefined;
  return (after === undefined || moment > after.getTime()) && (before === undefined || moment < before.getTime());
}
