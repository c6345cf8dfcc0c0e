import type { AffectedEntity, DateTimeRange, Event } from '@aws-sdk/client-health';
import { AwsError } from '../../wire';
import type { EpochMs, SimulatedHealthEvent } from '../../world/types';
import { stableHex } from '../stable-id';

const mostResults = 100;

/** AWS Health's error for a request that breaks a constraint. */
export function healthValidationError(message: string): AwsError {
  return new AwsError('ValidationException', message, 400);
}

/** The modelled error for a continuation token that Health never gave for this request. */
export function invalidPaginationToken(): AwsError {
  return new AwsError('InvalidPaginationToken', 'The specified pagination token (nextToken) is not valid.', 400);
}

/** Results a page, 1 to 100. */
export function pageLimitOf(maxResults: number | undefined): number {
  if (maxResults === undefined) return mostResults;
  if (maxResults >= 1 && maxResults <= mostResults) return maxResults;
  throw healthValidationError(`Value ${maxResults} at 'maxResults' must be between 1 and ${mostResults}`);
}

/** Only English is there, as in AWS. */
export function checkLocale(locale: string | undefined): void {
  if (locale === undefined || locale.toLowerCase().startsWith('en')) return;
  throw new AwsError('UnsupportedLocale', `The locale ${locale} is not supported.`, 400);
}

/** Refuses a filter with more values than Health takes. */
export function checkFilterSize(name: string, values: readonly unknown[] | undefined, most: number): void {
  if (values !== undefined && values.length > most) {
    throw healthValidationError(`Value at 'filter.${name}' must have length less than or equal to ${most}`);
  }
}

/** Whether a moment lies in one of the ranges; both ends count. An absent filter lets everything through. */
export function isInRanges(at: EpochMs | null, ranges: readonly DateTimeRange[] | undefined): boolean {
  if (ranges === undefined || ranges.length === 0) return true;
  if (at === null) return false;
  return ranges.some(({ from, to }) => (!from || at >= from.getTime()) && (!to || at <= to.getTime()));
}

/** An absent or empty filter lets everything through. */
export function isAmong(value: string, allowed: readonly string[] | undefined): boolean {
  return allowed === undefined || allowed.length === 0 || allowed.includes(value);
}

/** An event that names no resource of the account is public. */
export function toEvent(event: SimulatedHealthEvent): Event {
  return {
    arn: event.arn,
    service: event.service,
    eventTypeCode: event.typeCode,
    eventTypeCategory: event.category,
    region: event.region,
    startTime: new Date(event.startedAt),
    endTime: event.endedAt === null ? undefined : new Date(event.endedAt),
    lastUpdatedTime: new Date(event.updatedAt),
    statusCode: event.status,
    eventScopeCode: event.affected.length > 0 ? 'ACCOUNT_SPECIFIC' : 'PUBLIC',
  };
}

/** The affected resources of an event, in a stable order. */
export function toEntities(event: SimulatedHealthEvent, accountId: string): AffectedEntity[] {
  return event.affected.toSorted().map((entityValue) => ({
    entityArn: `arn:aws:health:${event.region}:${accountId}:entity/${stableHex(`${event.arn} ${entityValue}`, 32)}`,
    eventArn: event.arn,
    entityValue,
    awsAccountId: accountId,
    lastUpdatedTime: new Date(event.updatedAt),
    statusCode: event.status === 'closed' ? 'RESOLVED' : event.status === 'upcoming' ? 'PENDING' : 'IMPAIRED',
  }));
}
