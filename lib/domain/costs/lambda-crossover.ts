/** A workload as its price by the request depends on it. */
export interface RequestShape {
  /** How long a request takes a function, in milliseconds, above 0. */
  readonly milliseconds: number;
  /** Memory of the function, in megabytes, above 0. */
  readonly megabytes: number;
}

/** Prices by which both are told, in one currency. */
export interface CrossoverPrices {
  /** For one request of a function, and for one GB-second of it. */
  readonly perRequest: number;
  readonly perGbSecond: number;
  /** For an hour of one server. */
  readonly perServerHour: number;
}

/** Servers as they are kept: how much each takes and how many there are whatever comes. */
export interface ServerShape {
  /** Requests a second that one server takes, above 0. */
  readonly requestsPerSecond: number;
  /** Servers that run even when nobody comes, at least 1: two zones want two. */
  readonly fewest: number;
}

/**
 * List prices of us-east-1, x86, before any free tier (aws.amazon.com/lambda/pricing): $0.20 per million requests and
 * $0.0000166667 per GB-second. The server is the workload's own, by its bill.
 */
export const lambdaListPrices = { perRequest: 0.2 / 1_000_000, perGbSecond: 0.000_016_666_7 } as const;

export interface CrossoverQuestion {
  readonly request: RequestShape;
  readonly server: ServerShape;
  readonly prices: CrossoverPrices;
}

/** What an hour costs with functions at a steady rate of requests a second. */
export function functionsPerHour({ request, prices }: CrossoverQuestion, requestsPerSecond: number): number {
  return requestsPerSecond * 3600 * pricePerRequest(request, prices);
}

/** What an hour costs with servers at that rate: whole servers, and never fewer than are kept. */
export function serversPerHour({ server, prices }: CrossoverQuestion, requestsPerSecond: number): number {
  const needed = Math.ceil(requestsPerSecond / server.requestsPerSecond - 1e-9);
  return Math.max(server.fewest, needed) * prices.perServerHour;
}

function pricePerRequest({ milliseconds, megabytes }: RequestShape, prices: CrossoverPrices): number {
  return prices.perRequest + (milliseconds / 1000) * (megabytes / 1024) * prices.perGbSecond;
}

/**
 * Where the two meet. Servers go up in steps, so they may meet more than once: `at` is the rate from which on servers cost
 * no more whatever the rate; below `from` functions always cost less. `functions-always`: a full server costs more than the
 * functions it would replace. Of steady rates: a load that comes and goes is dearer with servers than this says.
 */
export type Crossover =
  | { readonly state: 'meets'; readonly from: number; readonly at: number }
  | { readonly state: 'functions-always' };

/** @throws RangeError for shapes and prices that are not above 0 */
export function findCrossover(question: CrossoverQuestion): Crossover {
  const { request, server, prices } = question;
  const given = [
    ...[request.milliseconds, request.megabytes, server.requestsPerSecond, server.fewest],
    ...[prices.perRequest, prices.perGbSecond, prices.perServerHour],
  ];
  if (given.some((value) => !(value > 0) || !Number.isFinite(value))) {
    throw new RangeError('A crossover needs shapes and prices above 0');
  }
  const perRate = 3600 * pricePerRequest(request, prices);
  const from = (server.fewest * prices.perServerHour) / perRate;
  // One rate of requests with functions costs `perRate`, and full servers `perServerHour / requestsPerSecond`.
  if (perRate * server.requestsPerSecond <= prices.perServerHour * (1 + 1e-12)) return { state: 'functions-always' };
  return { state: 'meets', from, at: lastMeeting(question, perRate) };
}

/** Just after its step a server is nearly idle: the last step at which functions still cost less decides. */
function lastMeeting({ server, prices }: CrossoverQuestion, perRate: number): number {
  const { requestsPerSecond: each, fewest } = server;
  // With n servers functions cost less below n × perServerHour / perRate; that lies within their step while it is above
  // (n − 1) × each, which holds for n below 1 / (1 − perServerHour / (perRate × each)).
  const ratio = prices.perServerHour / (perRate * each);
  const steps = Math.max(fewest, Math.ceil(1 / (1 - ratio) - 1e-9) - 1, 1);
  return (steps * prices.perServerHour) / perRate;
}
