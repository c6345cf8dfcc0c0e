import type { Filter } from '@aws-sdk/client-rds';
import { AwsError, type Call } from '../../wire';
import { pageScope, takePage } from '../take-page';

const mostRecords = 100;

/** The paging members that all Describe operations of RDS share. */
export interface RdsPaging {
  readonly MaxRecords?: number;
  readonly Marker?: string;
}

export function invalidRdsParameter(message: string): AwsError {
  return new AwsError('InvalidParameterValue', message, 400);
}

/**
 * One page of a Describe operation, 20 to 100 records.
 * @throws AwsError InvalidParameterValue for a foreign marker or a page size out of range
 */
export function describePage<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  paging: RdsPaging,
  filters: unknown,
  call: Call,
): { readonly items: Item[]; readonly nextToken: string | undefined } {
  const { MaxRecords = mostRecords, Marker } = paging;
  if (!(MaxRecords >= 20 && MaxRecords <= mostRecords)) {
    throw invalidRdsParameter(`Invalid value ${MaxRecords} for MaxRecords. Must be between 20 and ${mostRecords}`);
  }
  return takePage(items, keyOf, {
    scope: pageScope(call, filters),
    limit: MaxRecords,
    token: Marker,
    refuseToken: () => invalidRdsParameter('The marker is not valid for this request.'),
  });
}

/**
 * Whether an item passes every filter; `valuesOf` gives the item's values under each filter name that the operation has.
 * @throws AwsError InvalidParameterValue for a filter that the operation does not have
 */
export function passesFilters(
  filters: readonly Filter[] | undefined,
  valuesOf: Readonly<Record<string, readonly string[]>>,
): boolean {
  return (filters ?? []).every(({ Name = '', Values = [] }) => {
    const own = valuesOf[Name];
    if (own === undefined) throw invalidRdsParameter(`Unrecognized filter name: ${Name}`);
    return own.some((value) => Values.includes(value));
  });
}

/** Refuses filters that the operation does not have, also when there is nothing to filter. */
export function checkFilters(filters: readonly Filter[] | undefined, known: readonly string[]): void {
  const unknown = filters?.find(({ Name = '' }) => !known.includes(Name));
  if (unknown !== undefined) throw invalidRdsParameter(`Unrecognized filter name: ${unknown.Name}`);
}
