import type { DescribeEventsRequest, DescribeEventsResponse, EventFilter } from '@aws-sdk/client-health';
import type { Call } from '../../wire';
import type { SimulatedHealthEvent, World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { pageScope, takePage } from '../take-page';
import {
  checkFilterSize,
  checkLocale,
  invalidPaginationToken,
  isAmong,
  isInRanges,
  pageLimitOf,
  toEntities,
  toEvent,
} from './health-events';

/**
 * AWS Health DescribeEvents: events by last update, newest first. Filters are ANDed, values inside one are ORed.
 * @throws AwsError InvalidPaginationToken, UnsupportedLocale, ValidationException
 */
export function describeEvents(input: Given<DescribeEventsRequest>, world: World, call: Call): DescribeEventsResponse {
  checkLocale(input.locale);
  const filter = input.filter ?? {};
  checkFilter(filter);
  const found = world
    .healthEvents(accountOf(call))
    .filter((event) => matches(event, filter, accountOf(call)))
    .toSorted((left, right) => right.updatedAt - left.updatedAt || (left.arn < right.arn ? -1 : 1));
  const page = takePage(found, (event) => event.arn, {
    scope: pageScope(call, filter),
    limit: pageLimitOf(input.maxResults),
    token: input.nextToken,
    refuseToken: invalidPaginationToken,
  });
  return { events: page.items.map(toEvent), nextToken: page.nextToken };
}

function checkFilter(filter: EventFilter): void {
  checkFilterSize('eventArns', filter.eventArns, 10);
  checkFilterSize('eventTypeCodes', filter.eventTypeCodes, 10);
  checkFilterSize('services', filter.services, 10);
  checkFilterSize('regions', filter.regions, 10);
  checkFilterSize('entityArns', filter.entityArns, 99);
  checkFilterSize('entityValues', filter.entityValues, 99);
  checkFilterSize('startTimes', filter.startTimes, 10);
  checkFilterSize('endTimes', filter.endTimes, 10);
  checkFilterSize('lastUpdatedTimes', filter.lastUpdatedTimes, 10);
}

function matches(event: SimulatedHealthEvent, filter: EventFilter, accountId: string): boolean {
  return (
    isAmong(event.arn, filter.eventArns) &&
    isAmong(event.typeCode, filter.eventTypeCodes) &&
    isAmong(event.service, filter.services) &&
    isAmong(event.region, filter.regions) &&
    isAmong(event.category, filter.eventTypeCategories) &&
    isAmong(event.status, filter.eventStatusCodes) &&
    isInRanges(event.startedAt, filter.startTimes) &&
    isInRanges(event.endedAt, filter.endTimes) &&
    isInRanges(event.updatedAt, filter.lastUpdatedTimes) &&
    matchesEntities(event, filter, accountId)
  );
}

function matchesEntities(event: SimulatedHealthEvent, filter: EventFilter, accountId: string): boolean {
  if (!filter.entityArns?.length && !filter.entityValues?.length) return true;
  return toEntities(event, accountId).some(
    (entity) =>
      isAmong(entity.entityArn ?? '', filter.entityArns) && isAmong(entity.entityValue ?? '', filter.entityValues),
  );
}
