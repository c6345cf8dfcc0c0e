import type { AccountId } from '../../domain/fleet';
import type { UnitCounts } from '../../domain/polling/prices';
import { isRecord } from '../is-record';
import type { AwsService } from '../serving-region';

/** Units of one request that was sent. */
export interface BilledRequest {
  readonly accountId: AccountId;
  readonly units: UnitCounts;
  /** `perhaps`: it was sent and refused, or not answered at all, so that AWS may or may not bill it. */
  readonly billed: 'surely' | 'perhaps';
}

/** Told of every request that AWS bills, retries included. Must not throw. */
export interface BillingMeter {
  note(request: BilledRequest): void;
}

/** How a request ended, as far as its bill depends on it. */
export type RequestEnd = { readonly state: 'answered' } | { readonly state: 'failed'; readonly error: unknown };

/** How a request that was sent ends without an answer; whatever else fails without one was never sent. */
const unanswered = /^(TimeoutError|AbortError|RequestTimeout|ETIMEDOUT|ESOCKETTIMEDOUT|ECONNRESET|ECONNABORTED|EPIPE)$/;

const throttled = /throttl|toomanyrequests|slowdown|requestlimitexceeded|limitexceeded/i;

/**
 * Whether AWS bills a request that ended so. Errors of the service and throttled requests are free. S3 says that it
 * bills refusals too, redirects not (docs: Billing for Amazon S3 error responses); of the others nothing is said, and of
 * what was not answered nothing is known: those may be billed.
 */
export function isBilled(service: AwsService, end: RequestEnd): 'surely' | 'perhaps' | 'not' {
  if (end.state === 'answered') return 'surely';
  const { error } = end;
  const names = isRecord(error) ? [error.name, error.Code, error.code].filter((name) => typeof name === 'string') : [];
  const status = isRecord(error) && isRecord(error.$metadata) ? error.$metadata.httpStatusCode : undefined;
  if (typeof status !== 'number') return names.some((name) => unanswered.test(name)) ? 'perhaps' : 'not';
  if (status >= 500 || status === 429 || (status >= 300 && status < 400)) return 'not';
  if (names.some((name) => throttled.test(name))) return 'not';
  return service === 's3' ? 'surely' : 'perhaps';
}
