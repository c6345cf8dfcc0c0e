import type { DescribeAffectedEntitiesRequest, DescribeAffectedEntitiesResponse } from '@aws-sdk/client-health';
import type { Call } from '../../wire';
import type { World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { pageScope, takePage } from '../take-page';
import {
  checkLocale,
  healthValidationError,
  invalidPaginationToken,
  isAmong,
  isInRanges,
  pageLimitOf,
  toEntities,
} from './health-events';

/**
 * AWS Health DescribeAffectedEntities of one to ten events.
 * @throws AwsError InvalidPaginationToken, UnsupportedLocale, ValidationException
 */
export function describeAffectedEntities(
  input: Given<DescribeAffectedEntitiesRequest>,
  world: World,
  call: Call,
): DescribeAffectedEntitiesResponse {
  checkLocale(input.locale);
  const { filter } = input;
  const eventArns = filter.eventArns ?? [];
  if (eventArns.length < 1 || eventArns.length > 10) {
    throw healthValidationError("Value at 'filter.eventArns' must have length between 1 and 10");
  }
  const found = world
    .healthEvents(accountOf(call))
    .filter((event) => eventArns.includes(event.arn))
    .flatMap((event) => toEntities(event, accountOf(call)))
    .filter((entity) => isAmong(entity.entityArn ?? '', filter.entityArns))
    .filter((entity) => isAmong(entity.entityValue ?? '', filter.entityValues))
    .filter((entity) => isAmong(entity.statusCode ?? '', filter.statusCodes))
    .filter((entity) => isInRanges(entity.lastUpdatedTime?.getTime() ?? null, filter.lastUpdatedTimes));
  const page = takePage(found, (entity) => entity.entityArn ?? '', {
    scope: pageScope(call, filter),
    limit: pageLimitOf(input.maxResults),
    token: input.nextToken,
    refuseToken: invalidPaginationToken,
  });
  return { entities: page.items, nextToken: page.nextToken };
}
