import { createHash } from 'node:crypto';
import { type AccessPointRoute, type ActAnswer, actSubmitRoutes, fetchRoutes } from '@/lib/aws';
import type { RegionCode } from '@/lib/domain/fleet';
import type { CallRecord } from '@/lib/domain/recovery/execution';
import { aliasOfAccessPoint, routeEndpointRegions } from '@/lib/domain/recovery/route-endpoints';
import type { RouteSwitch } from '@/lib/domain/recovery/step';
import type { TouchedResource } from '@/lib/domain/recovery/touched';
import { formatList } from '@/lib/domain/wording/list';
import { recordAct, recordRead } from './call-records';
import { scopeOf } from './outcomes';
import type { StepContext, StepPorts } from './step-kind';

type Where = Pick<StepContext, 'executionId' | 'stepId' | 'attempt' | 'source'>;

/**
 * The five endpoints in the order in which they are asked: another one first for every step and attempt, so that no
 * endpoint has to bear all; us-east-1, on which so much else depends, near the end, and the region being left last.
 */
export function endpointsInTurn({ executionId, stepId, attempt, source }: Where): readonly RegionCode[] {
  const rank = (region: RegionCode) =>
    createHash('sha256').update(`${executionId}/${stepId}/${attempt}/${region}`).digest('hex');
  const lateness = (region: RegionCode) => (region === source ? 2 : region === 'us-east-1' ? 1 : 0);
  return routeEndpointRegions.toSorted(
    (left, right) => lateness(left) - lateness(right) || (rank(left) < rank(right) ? -1 : 1),
  );
}

export interface Submitting {
  /** The answer of the endpoint that decided; of one that may have done it, or else of the last, where none did. */
  readonly answer: ActAnswer | 'no-endpoints';
  readonly calls: readonly CallRecord[];
}

/**
 * Switches routes in one call, at the first endpoint that takes it. States are absolute, so that an endpoint which did not
 * answer may well have done it, and another one may be asked for the same.
 */
export async function submitRoutes(ports: StepPorts, own: RouteSwitch, context: StepContext): Promise<Submitting> {
  const calls: CallRecord[] = [];
  const asked = `Make ${describeTurns(own)} at ${aliasOfAccessPoint(own.accessPoint)}`;
  let undecided: ActAnswer | 'no-endpoints' = 'no-endpoints';
  for (const region of endpointsInTurn(context)) {
    const scope = scopeOf(ports, own.accountId, region, 'endpointMs');
    const answer = await actSubmitRoutes(ports.edge, scope, own.accessPoint, own.turns);
    calls.push(recordAct(answer, ports.clock.now(), asked));
    if (answer.state === 'accepted') return { answer, calls };
    // Once one of them may have done it, it may have been done, whatever another one says.
    if (undecided === 'no-endpoints' || undecided.state !== 'unknown') undecided = answer;
    if (isRefusal(answer)) break;
  }
  return { answer: undecided, calls };
}

/** Whether it was refused for what was asked, so that asking another endpoint would bring nothing else. */
function isRefusal(answer: ActAnswer): boolean {
  return answer.state === 'refused' && answer.source !== 'throttled';
}

/** The routes as one endpoint tells them. */
export interface RouteView {
  readonly region: RegionCode;
  readonly routes: readonly AccessPointRoute[];
}

export interface RoutesSeen {
  readonly views: readonly RouteView[];
  readonly calls: readonly CallRecord[];
}

/** How many endpoints must say the same before it is believed. */
export const enoughEndpoints = 2;

/** The routes as two endpoints tell them, asked two at a time until two have answered. Fewer views where fewer answer. */
export async function readRoutes(ports: StepPorts, own: RouteSwitch, context: StepContext): Promise<RoutesSeen> {
  const views: RouteView[] = [];
  const calls: CallRecord[] = [];
  const left = [...endpointsInTurn(context)];
  while (views.length < enoughEndpoints && left.length > 0) {
    const batch = left.splice(0, enoughEndpoints);
    const answers = await Promise.all(batch.map((region) => readEndpoint(ports, own, region)));
    for (const { view, call } of answers) {
      calls.push(call);
      if (view !== 'none') views.push(view);
    }
  }
  return { views, calls };
}

async function readEndpoint(
  ports: StepPorts,
  { accountId, accessPoint }: RouteSwitch,
  region: RegionCode,
): Promise<{ readonly view: RouteView | 'none'; readonly call: CallRecord }> {
  const answer = await fetchRoutes(ports.edge, scopeOf(ports, accountId, region, 'endpointMs'), accessPoint);
  const found = answer.state === 'answered' ? `${describeRoutes(answer.value)}.` : '';
  const place = { action: 's3:GetMultiRegionAccessPointRoutes', endpointRegion: region, at: ports.clock.now() };
  const call = recordRead(answer, place, found);
  return { view: answer.state === 'answered' ? { region, routes: answer.value } : 'none', call };
}

/** Routes that are about to be switched, as every endpoint that answered told them. */
export function touchRoutes(
  { accountId, accessPoint, turns }: RouteSwitch,
  views: readonly RouteView[],
): readonly TouchedResource[] {
  return turns.map(({ region }): TouchedResource => {
    const told = views.map(({ routes }) => routes.find((route) => route.region === region)?.state);
    const [seen = 'unknown', ...others] = new Set(told);
    return { kind: 'route', accountId, region, accessPoint, before: others.length === 0 ? seen : 'unknown' };
  });
}

/** Whether an endpoint tells every route as it is to be. */
export function isSwitched({ routes }: RouteView, { turns }: RouteSwitch): boolean {
  return turns.every(({ region, to }) => routes.some((route) => route.region === region && route.state === to));
}

/** `us-west-2 active and us-east-1 passive`. */
export function describeTurns({ turns }: Pick<RouteSwitch, 'turns'>): string {
  return formatList(
    turns.map(({ region, to }) => `${region} ${to}`),
    turns.length,
  );
}

/** `us-east-1 active (acme-media-use1) and us-west-2 passive (acme-media-usw2)`. */
function describeRoutes(routes: readonly AccessPointRoute[]): string {
  if (routes.length === 0) return 'no route';
  const words = routes.map(({ region, state, bucket }) => `${region} ${state} (${bucket})`);
  return formatList(words, words.length);
}

/** What endpoints tell, for a person. */
export function describeRouteViews(views: readonly RouteView[]): string {
  const seen = views.map(({ region, routes }) => `${region} reads ${describeRoutes(routes)}`);
  return seen.length === 0 ? 'no endpoint of the access point answers' : seen.join('; ');
}
