import type { WireRequest } from './call';
import { MalformedInput } from './errors';
import type { Operation, Service } from './service';
import type { Shape } from './shapes';

/** Which REST requests an operation answers, from its `http` trait and its input's bindings. */
export interface Route {
  readonly operation: Operation;
  readonly method: string;
  /** Literals, or labels as `{Name}`. */
  readonly segments: readonly string[];
  /** A label that takes the rest of the path, slashes included, but for what stands after it. */
  readonly greedyLabel?: string;
  /** Literals after the greedy label. */
  readonly lastSegments: readonly string[];
  /** Query parameters of the `http` trait itself; an empty value stands for any. */
  readonly queryLiterals: readonly (readonly [name: string, value: string])[];
  readonly requiredQuery: readonly string[];
  readonly requiredHeaders: readonly string[];
}

export interface RouteMatch {
  readonly operation: Operation;
  /** Decoded values of the path's labels. */
  readonly labels: ReadonlyMap<string, string>;
}

/** The routes of a REST service. */
export function buildRoutes(service: Service): Route[] {
  return [...service.operations.values()].flatMap((operation) => buildRoute(service, operation) ?? []);
}

function buildRoute(service: Service, operation: Operation): Route | undefined {
  if (!operation.traits.http) return undefined;
  const [method, uri] = operation.traits.http;
  const [path = '', queryString = ''] = uri.split('?');
  const segments = path.split('/').filter((segment) => segment !== '');
  const required = membersOf(operation.input).filter((member) => member.required);
  // S3's paths leave out the bucket, which belongs to the host; the simulator takes path style only.
  const bucketInPath = service.id === 'S3' && required.some((each) => each.name === 'Bucket' && each.traits.httpLabel);
  if (bucketInPath) segments.unshift('{Bucket}');
  const greedyAt = segments.findIndex((segment) => /^\{.+\+\}$/.test(segment));
  const isGreedy = greedyAt >= 0;
  return {
    operation,
    method,
    segments: isGreedy ? segments.slice(0, greedyAt) : segments,
    ...(isGreedy && { greedyLabel: (segments[greedyAt] ?? '').slice(1, -2) }),
    lastSegments: isGreedy ? segments.slice(greedyAt + 1) : [],
    queryLiterals: [...new URLSearchParams(queryString)],
    requiredQuery: required.flatMap((member) => member.traits.httpQuery ?? []),
    requiredHeaders: required.flatMap((member) => member.traits.httpHeader?.toLowerCase() ?? []),
  };
}

function membersOf(shape: Shape) {
  return shape.kind === 'structure' ? shape.members : [];
}

/** The most specific route that fits. Throws `MalformedInput` on broken percent-encoding. */
export function matchRoute(routes: readonly Route[], request: WireRequest): RouteMatch | undefined {
  const path = request.path.split('/').slice(1);
  let best: RouteMatch | undefined;
  let bestScore = -1;
  for (const route of routes) {
    if (route.method !== request.method) continue;
    const labels = matchPath(route, path);
    const score = labels ? scoreOf(route, request) : -1;
    if (!labels || score <= bestScore) continue;
    best = { operation: route.operation, labels };
    bestScore = score;
  }
  return best && { ...best, labels: decodeLabels(best.labels) };
}

/** The still encoded labels of a path, or undefined when the path does not fit. */
function matchPath(route: Route, path: readonly string[]): Map<string, string> | undefined {
  const labels = new Map<string, string>();
  for (const [index, segment] of route.segments.entries()) {
    const actual = path[index];
    if (!actual) return undefined;
    if (segment.startsWith('{')) labels.set(segment.slice(1, -1), actual);
    else if (segment !== actual) return undefined;
  }
  const rest = path.slice(route.segments.length);
  if (!route.greedyLabel) return rest.every((segment) => segment === '') ? labels : undefined;
  const taken = rest.length - route.lastSegments.length;
  if (taken < 1 || route.lastSegments.some((segment, index) => segment !== rest[taken + index])) return undefined;
  const tail = rest.slice(0, taken).join('/');
  return tail === '' ? undefined : labels.set(route.greedyLabel, tail);
}

/**
 * How much of the query and headers a route asks for and finds; -1 when something is not there. Literal path segments
 * count too. `x-id` is sent by newer SDKs only, so it breaks ties and is never a condition.
 */
function scoreOf(route: Route, request: WireRequest): number {
  const segments = [...route.segments, ...route.lastSegments];
  let score = segments.filter((segment) => !segment.startsWith('{')).length;
  for (const [name, value] of route.queryLiterals) {
    const actual = request.query.get(name);
    if (name === 'x-id' && !actual) continue;
    if (!actual || (value !== '' && !actual.includes(value))) return -1;
    score += name === 'x-id' ? 100 : 10;
  }
  for (const name of route.requiredQuery) if (!request.query.has(name)) return -1;
  for (const name of route.requiredHeaders) if (request.headers[name] === undefined) return -1;
  return score + route.requiredQuery.length + route.requiredHeaders.length;
}

function decodeLabels(labels: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...labels].map(([name, value]) => [name, decodePathText(value)]));
}

function decodePathText(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new MalformedInput('the path has broken percent-encoding');
  }
}
