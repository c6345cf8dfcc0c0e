import { findCaller } from '../services/caller';
import type { Call } from '../wire';
import { transactionsPath } from '../world/transaction-url';
import type { EndpointAnswer, World } from '../world/types';

/** One call that would change something, with what became of it; for tests only. */
export interface Effect {
  /** Counts up from 1, also over those that were forgotten. */
  readonly number: number;
  /** Fleet time, in epoch milliseconds. */
  readonly at: number;
  readonly account: string | undefined;
  /** The role whose session asked, if one did. */
  readonly role: string | undefined;
  readonly region: string;
  readonly service: string;
  readonly operation: string;
  readonly parameters: unknown;
  /** `ok`, the code of the error, or `black-hole` and `destroy` for a call that got no answer. */
  readonly outcome: string;
}

export interface EffectLog {
  record(call: Call, outcome: string): void;
  /** A transaction that was given to an application; markers, which are written all the time, are not effects. */
  recordPosted(site: PostedSite, answer: EndpointAnswer): void;
  /** Oldest first, and how many older ones were forgotten. */
  read(): { readonly effects: readonly Effect[]; readonly forgotten: number };
}

/** A request at the HTTP door. */
interface PostedSite {
  readonly address: string;
  readonly hostname: string;
  readonly path: string;
  readonly posted?: string;
}

const mostKept = 10_000;
const reading = /^(Get|List|Describe|Head|BatchGet|Lookup|Query|Scan|Select|Search|Test|Simulate|AssumeRole|Receive)/;

/** Whether an operation changes something, told by its name, as AWS names them. */
export function isMutating(operation: string): boolean {
  return !reading.test(operation);
}

/** A call of Lambda that only asks whether it may be made. */
function isDryRun({ service, operation, input }: Call): boolean {
  return (
    service === 'Lambda' &&
    operation === 'Invoke' &&
    (input as { readonly InvocationType?: unknown }).InvocationType === 'DryRun'
  );
}

/** Keeps the newest ten thousand mutating calls in memory. */
export function openEffectLog(
  world: Pick<World, 'now' | 'roles' | 'regions' | 'loadBalancers' | 'accountIds'>,
): EffectLog {
  const kept: Effect[] = [];
  let recorded = 0;
  const keep = (effect: Omit<Effect, 'number' | 'at'>) => {
    recorded += 1;
    kept.push({ number: recorded, at: world.now, ...effect });
    if (kept.length > mostKept) kept.shift();
  };
  return {
    record(call, outcome) {
      if (!isMutating(call.operation) || isDryRun(call)) return;
      const { region, service, operation, input } = call;
      const caller = findCaller(call, world);
      const who = { account: caller?.account, role: caller?.session?.role };
      keep({ ...who, region, service, operation, parameters: shorten(input, 0), outcome });
    },
    recordPosted({ address, hostname, path, posted }, answer) {
      if (posted === undefined || path.split('?')[0] !== transactionsPath) return;
      keep({
        account: undefined,
        role: undefined,
        region: regionOf(world, address) ?? 'nowhere',
        service: 'application',
        operation: `POST ${transactionsPath}`,
        parameters: shorten({ hostname, posted }, 0),
        outcome: toOutcome(answer),
      });
    },
    read: () => ({ effects: kept, forgotten: recorded - kept.length }),
  };
}

function toOutcome(answer: EndpointAnswer): string {
  if (answer.outcome === 'black-hole') return 'black-hole';
  if (answer.outcome === 'refused') return 'destroy';
  return answer.status < 300 ? 'ok' : `HTTP ${answer.status}`;
}

/** The region whose load balancer has an address. */
function regionOf(world: Pick<World, 'regions' | 'loadBalancers' | 'accountIds'>, address: string): string | undefined {
  return world.regions
    .map(({ code }) => code)
    .find((code) =>
      [...world.accountIds].some((account) =>
        world.loadBalancers(code, account).some(({ addresses }) => addresses.includes(address)),
      ),
    );
}

const most = { characters: 200, items: 50, depth: 8 };

/** What matters of the parameters: bodies and long lists are cut, so that the log stays small. */
function shorten(value: unknown, depth: number): unknown {
  if (typeof value === 'string') {
    return value.length > most.characters ? `${value.slice(0, most.characters)}… (${value.length})` : value;
  }
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Uint8Array) return `${value.byteLength} bytes`;
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth >= most.depth) return '…';
  if (Array.isArray(value)) return value.slice(0, most.items).map((each) => shorten(each, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, most.items)
      .map(([name, each]) => [name, shorten(each, depth + 1)]),
  );
}
