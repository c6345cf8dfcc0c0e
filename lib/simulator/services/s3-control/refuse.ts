import { AwsError, type Call } from '../../wire';
import { accountOf } from '../account';

export function invalidRequest(message: string): AwsError {
  return new AwsError('InvalidRequest', message, 400);
}

export function noSuchAccessPoint(name: string): AwsError {
  return new AwsError('NoSuchMultiRegionAccessPoint', `The Multi-Region Access Point ${name} does not exist.`, 404);
}

/** Requests name the account that they are about, which must be the caller's own. @throws AwsError AccessDenied */
export function requireOwnAccount(accountId: string | undefined, call: Call): void {
  if (accountId === accountOf(call)) return;
  throw new AwsError('AccessDenied', 'Access Denied', 403);
}

/** @throws AwsError InvalidRequest where an operation is asked for in a region that does not have it */
export function requireRegion(regions: readonly string[], call: Call): void {
  if (regions.includes(call.region)) return;
  throw invalidRequest(`${call.operation} is answered in ${regions.join(', ')} only, not in ${call.region}.`);
}
