import { aliasOfAccessPoint, routeEndpointRegions } from '@/lib/domain/recovery/route-endpoints';
import type { PlannedCall, StepFacts, StepOf } from '@/lib/domain/recovery/step';
import { formatList } from '@/lib/domain/wording/list';
import {
  describeRouteViews,
  describeTurns,
  enoughEndpoints,
  isSwitched,
  type RouteView,
  readRoutes,
  submitRoutes,
  touchRoutes,
} from './ask-routes';
import { asDocumented, expectedFor } from './expected-time';
import { tryLetIn } from './let-in';
import { acting, permissionsOf, reading } from './looking-facts';
import { afterFailedAct, refuse, secondsSinceBegun } from './outcomes';
import type {
  DescribeContext,
  DryRun,
  ReadBack,
  StepCheck,
  StepContext,
  StepKindRules,
  StepOutcome,
  StepPorts,
} from './step-kind';

type RoutesSpec = StepOf<'s3-routes'>;

const submit = 's3:SubmitMultiRegionAccessPointRoutes';

const usual = asDocumented(
  60,
  120,
  'S3 user guide, Multi-Region Access Point failover controls: routes take effect within about two minutes',
);

/** Any one of five endpoints switches the routes, and two are believed; those written here are far from what is left. */
function plannedCalls({ accessPoint, turns }: RoutesSpec, { source }: DescribeContext): readonly PlannedCall[] {
  const away = routeEndpointRegions.filter((region) => region !== source && region !== 'us-east-1');
  const [first = 'us-west-2', second = 'eu-west-1'] = away;
  const asked = { Mrap: accessPoint };
  const updates = turns.map(({ region, to }) => `${region} ${to === 'active' ? 100 : 0}`).join(', ');
  return [
    acting(submit, first, { ...asked, RouteUpdates: updates }),
    ...[first, second].map((region) => reading('s3:GetMultiRegionAccessPointRoutes', region, asked)),
  ];
}

function describe(spec: RoutesSpec, context: DescribeContext): StepFacts {
  const calls = plannedCalls(spec, context);
  const name = aliasOfAccessPoint(spec.accessPoint);
  const back = spec.turns.map(({ region, to }) => ({ region, to: to === 'active' ? 'passive' : 'active' }) as const);
  return {
    plane: 'data',
    regionsNeeded: [],
    anyOf: routeEndpointRegions,
    permissions: permissionsOf(calls),
    idempotency: 'idempotent',
    expected: expectedFor(spec, context, usual),
    calls,
    changes: `The routes of ${name} are ${describeTurns(spec)}; requests for objects follow within two minutes.`,
    wayBack: `Make ${describeTurns({ turns: back })} in one call, once what was written meanwhile has been copied back.`,
  };
}

type Seen = 'switched' | 'not-switched' | 'disagree' | 'too-few';

function judge(views: readonly RouteView[], spec: RoutesSpec): Seen {
  if (views.length < enoughEndpoints) return 'too-few';
  const switched = views.filter((view) => isSwitched(view, spec)).length;
  if (switched === views.length) return 'switched';
  return switched === 0 ? 'not-switched' : 'disagree';
}

/** Why the call must not be made as things are; `none` where nothing speaks against it or nothing could be read. */
function unfit(views: readonly RouteView[], { turns, accessPoint }: RoutesSpec): string | 'none' {
  const name = aliasOfAccessPoint(accessPoint);
  for (const { routes } of views) {
    const strange = turns.filter(({ region }) => !routes.some((route) => route.region === region));
    if (strange.length > 0) {
      const regions = formatList(strange.map(({ region }) => region));
      return `${name} has no bucket in ${regions}: ${describeRouteViews(views)}.`;
    }
    const left = routes.map(({ region, state }) => turns.find((turn) => turn.region === region)?.to ?? state);
    if (!left.includes('active')) return `No route of ${name} would be left active: ${describeRouteViews(views)}.`;
  }
  return 'none';
}

const correctThePlan = 'Correct the plan: make a route active that is there, in the same call.';

async function perform(spec: RoutesSpec, ports: StepPorts, context: StepContext): Promise<StepOutcome> {
  const before = await readRoutes(ports, spec, context);
  const wanted = describeTurns(spec);
  const words = `${describeRouteViews(before.views)}.`;
  if (judge(before.views, spec) === 'switched') {
    return { state: 'done', sentence: `Already ${wanted}: ${words}`, calls: before.calls };
  }
  const why = unfit(before.views, spec);
  if (why !== 'none') return refuse(why, correctThePlan, before.calls);
  const { answer, calls } = await submitRoutes(ports, spec, context);
  const told = [
    ...before.calls,
    ...calls.map((call) => ({ ...call, before: words, touched: touchRoutes(spec, before.views) })),
  ];
  if (answer === 'no-endpoints') return refuse('No endpoint was asked.', correctThePlan, told);
  if (answer.state !== 'accepted') return afterFailedAct(answer, told);
  const after = await readRoutes(ports, spec, context);
  const seen = describeRouteViews(after.views);
  const done = told.map((call, index) => (index === told.length - 1 ? { ...call, after: `${seen}.` } : call));
  const sentence = `Made ${wanted} at the endpoint in ${answer.endpointRegion}: ${seen}.`;
  const all = [...done, ...after.calls];
  if (judge(after.views, spec) === 'switched') return { state: 'done', sentence, calls: all };
  return { state: 'begun', sentence, remember: {}, lookAgainIn: 3, calls: all };
}

/** What endpoints still deny after this long was not done: twice what AWS gives itself to let requests follow. */
const agreeWithinSeconds = 240;

async function check(spec: RoutesSpec, ports: StepPorts, context: StepContext): Promise<StepCheck> {
  const { views, calls } = await readRoutes(ports, spec, context);
  const seen = judge(views, spec);
  const words = describeRouteViews(views);
  const wanted = describeTurns(spec);
  if (seen === 'switched') return { state: 'done', sentence: `Made ${wanted}: ${words}.`, calls };
  if (seen !== 'too-few' && secondsSinceBegun(context, ports.clock.now()) > agreeWithinSeconds) {
    const next = 'Look who else switches the routes of this access point, and switch them again.';
    return { state: 'failed', sentence: `AWS accepted to make ${wanted}, and yet ${words}.`, next, calls };
  }
  const sentence = `Two endpoints must read ${wanted}: ${words}.`;
  return { state: 'not-yet', sentence, remember: {}, lookAgainIn: 5 };
}

const verdicts = {
  switched: 'happened',
  'not-switched': 'did-not-happen',
  disagree: 'unknown',
  'too-few': 'unknown',
} as const;

async function readBack(spec: RoutesSpec, ports: StepPorts, context: StepContext): Promise<ReadBack> {
  const { views, calls } = await readRoutes(ports, spec, context);
  return { verdict: verdicts[judge(views, spec)], sentence: `${describeRouteViews(views)}.`, calls };
}

async function dryRun(spec: RoutesSpec, ports: StepPorts, context: StepContext): Promise<DryRun> {
  const [seen, letIn] = await Promise.all([
    readRoutes(ports, spec, context),
    tryLetIn(ports, spec.accountId, context.target),
  ]);
  const { views, calls } = seen;
  const words = describeRouteViews(views);
  const wanted = describeTurns(spec);
  const would = `It would call ${submit} and make ${wanted} in one call; now ${words}.`;
  const wouldHappen = [judge(views, spec) === 'switched' ? `Nothing: already ${wanted}.` : would];
  const why = unfit(views, spec);
  // One endpoint is enough to switch them, and two to believe it.
  const failed = calls.filter(({ outcome }) => outcome !== 'answered').map(({ detail }) => detail);
  const few = `Only ${views.length} of ${routeEndpointRegions.length} endpoints answer: ${words}.`;
  const inTheWay = [...(why === 'none' ? [] : [why]), ...(views.length >= enoughEndpoints ? [] : [few, ...failed])];
  return { wouldHappen, inTheWay: [...inTheWay, ...letIn.inTheWay], calls: [...calls, letIn.call] };
}

/** The routes of an S3 Multi-Region Access Point: which buckets get the requests for objects. */
export const s3Routes: StepKindRules<'s3-routes'> = { kind: 's3-routes', describe, dryRun, perform, readBack, check };
