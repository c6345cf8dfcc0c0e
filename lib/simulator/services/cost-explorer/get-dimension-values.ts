import type { GetDimensionValuesRequest, GetDimensionValuesResponse } from '@aws-sdk/client-cost-explorer';
import type { Call } from '../../wire';
import type { World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { pageScope, takePage } from '../take-page';
import { readerOf } from './dimensions';
import { readFilter } from './filter';
import { openAccount } from './open-account';
import { checkKept, readPeriod } from './period';
import { invalidNextToken, invalidRequest } from './refuse';

const mostValues = 1000;

/**
 * Cost Explorer GetDimensionValues: the values that a dimension has on the bill, in order.
 * @throws AwsError AccessDeniedException, BillExpirationException, DataUnavailableException, InvalidNextTokenException, ValidationException
 */
export function getDimensionValues(
  input: Given<GetDimensionValuesRequest>,
  world: World,
  call: Call,
): GetDimensionValuesResponse {
  checkKept(readPeriod(input.TimePeriod, 'DAILY'), 'DAILY', world.now);
  const { NextPageToken, MaxResults = mostValues, ...question } = input;
  if (!(MaxResults >= 1 && MaxResults <= mostValues)) {
    throw invalidRequest(`MaxResults ${MaxResults} must be between 1 and ${mostValues}`);
  }
  openAccount(world, call);
  const read = readerOf(input.Dimension);
  const found = world.bills.lines(accountOf(call)).filter(readFilter(input.Filter)).map(read);
  const search = (input.SearchString ?? '').toLowerCase();
  const values = [...new Set(found)].filter((value) => value.toLowerCase().includes(search)).sort();
  const page = takePage(values, (value) => value, {
    scope: pageScope(call, question),
    limit: MaxResults,
    token: NextPageToken,
    refuseToken: invalidNextToken,
  });
  return {
    DimensionValues: page.items.map((Value) => ({ Value, Attributes: {} })),
    ReturnSize: page.items.length,
    TotalSize: values.length,
    NextPageToken: page.nextToken,
  };
}
