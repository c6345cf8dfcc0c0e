import { type Conditions, isStoreDown } from './conditions';
import { rolesOfDatabases, writingRegionsOf } from './database-roles';
import { activeFaults } from './faults';
import type { WorkloadDeclaration } from './fleet-declaration';
import { KeptItemError, readKeptItem } from './kept-items';
import { markedStore, type UrlAnswer } from './recovery-point-url';
import { hashText } from './seeded-random';
import { lacksQuorum } from './serving';
import type { SimulatedFleet } from './simulated-fleet';
import type { KeptItemWrite } from './types';
import type { WorldState } from './world-state';

/** Where a workload's application takes a transaction for proof; what it took is told at this path, `/` and its id. */
export const transactionsPath = '/transactions';

/** Whether a page is one of those of transactions. */
export function isTransactionPage(page: string): boolean {
  return page === transactionsPath || page.startsWith(`${transactionsPath}/`);
}

/** The application keeps this many transactions for proof; a newer one may take the place of an old one. */
const slots = 256;

interface Place {
  readonly fleet: SimulatedFleet;
  readonly state: WorldState;
  readonly workload: WorkloadDeclaration;
  readonly region: string;
  readonly failed: ReadonlySet<string>;
  readonly conditions: Conditions;
}

/**
 * What the application of a workload in a region answers when it is given a transaction, or asked for one. It is stored
 * only where this region's own copy of the database takes writes and every table the transaction touches does too; it is
 * read from this region's own copy.
 */
export function answerTransaction(
  place: Place,
  page: string,
  posted: string | undefined,
  keep: (write: KeptItemWrite) => void,
): UrlAnswer {
  const store = markedStore(place.workload);
  if (store === undefined) return { status: 404, body: 'this workload takes no transactions\n' };
  if (posted === undefined) return tell(place, store.resource, page.slice(transactionsPath.length + 1));
  const id = page === transactionsPath ? readId(posted) : undefined;
  if (id === undefined) return json(400, { error: 'A transaction is {"id":"<8 to 100 letters, digits, . _ or ->"}.' });
  const { region } = place;
  if (!writingRegionsOf(store, rolesOfDatabases(place.state)).includes(region))
    return json(409, { error: `${region} does not write to ${store.id}.` });
  if (!isEveryStoreUp(place)) return json(503, { error: 'a store takes no writes' });
  try {
    if (!forgets(place)) keep({ resource: store.resource, region, key: keyOf(id), value: id });
  } catch (error) {
    if (error instanceof KeptItemError) return json(507, { error: error.message });
    throw error;
  }
  return json(201, { id });
}

function tell(place: Place, resource: string, id: string): UrlAnswer {
  if (!isId(id)) return json(400, { error: 'No transaction has such an id.' });
  if (!isEveryStoreUp(place)) return json(503, { error: 'a store does not answer' });
  const kept = readKeptItem(place.fleet, place.state, resource, place.region, keyOf(id));
  return kept?.value === id ? json(200, { id }) : json(404, { error: 'This region has no such transaction.' });
}

function isEveryStoreUp({ workload, region, failed, conditions }: Place): boolean {
  return workload.stores.every(
    (store) => !isStoreDown(conditions, store.kind, region) && !lacksQuorum(store, region, failed, conditions),
  );
}

/** An application that says yes and keeps nothing. */
function forgets({ state, workload, region }: Place): boolean {
  return activeFaults(state).some(
    ({ fault }) =>
      fault.kind === 'transactions-forgotten' &&
      fault.region === region &&
      (fault.workload ?? workload.id) === workload.id,
  );
}

function keyOf(id: string): string {
  return `transaction/${hashText(id) % slots}`;
}

function isId(text: unknown): text is string {
  return typeof text === 'string' && /^[\w.-]{8,100}$/.test(text);
}

function readId(body: string): string | undefined {
  try {
    const read: unknown = JSON.parse(body);
    const id = typeof read === 'object' && read !== null && 'id' in read ? read.id : undefined;
    return isId(id) ? id : undefined;
  } catch {
    return undefined;
  }
}

function json(status: number, body: object): UrlAnswer {
  return { status, body: `${JSON.stringify(body)}\n`, contentType: 'application/json' };
}
