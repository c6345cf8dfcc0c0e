import type { Call } from '../wire';
import { findAccount } from './account';
import { openToken, sealToken } from './sealed-token';

export interface PageRequest {
  /** Marks tokens as belonging to this request: see {@link pageScope}. */
  readonly scope: string;
  /** Items a page may hold, 1 or more. */
  readonly limit: number;
  /** Token of the page before, or undefined for the first page. */
  readonly token: string | undefined;
  /** The service's own error for a token it does not know. */
  readonly refuseToken: () => Error;
}

/** What a continuation token is bound to: another operation, account, region or filter does not accept it. */
export function pageScope(call: Pick<Call, 'operation' | 'region' | 'accessKeyId'>, filters: unknown): string {
  // Not to the key: temporary credentials may be renewed between two pages.
  return JSON.stringify([call.operation, findAccount(call), call.region, filters]);
}

/**
 * One page of a list in a stable order. The token names the last item given, so that items that come or go between two
 * pages neither repeat nor hide others.
 * @throws the error of `refuseToken` when the token is rubbish, of another request, or its item has vanished
 */
export function takePage<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  request: PageRequest,
): { readonly items: Item[]; readonly nextToken: string | undefined } {
  const from = startOf(items, keyOf, request);
  const page = items.slice(from, from + request.limit);
  const last = page.at(-1);
  const more = from + page.length < items.length;
  return { items: page, nextToken: more && last ? sealToken(request.scope, keyOf(last)) : undefined };
}

function startOf<Item>(items: readonly Item[], keyOf: (item: Item) => string, request: PageRequest): number {
  if (request.token === undefined) return 0;
  const lastKey = openToken(request.scope, request.token);
  const at = lastKey === undefined ? -1 : items.findIndex((item) => keyOf(item) === lastKey);
  if (at === -1) throw request.refuseToken();
  return at + 1;
}
