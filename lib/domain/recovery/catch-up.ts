import type { LinkEntity } from '../entities';
import type { RegionCode, StoreDeclaration, StoreKind, Workload } from '../fleet';
import type { FleetEvidence } from '../fleet-evidence';
import { isCurrent } from '../freshness';
import type { LinkView } from '../overview/types';
import { potentialLossOf } from '../potential-loss';
import type { ResyncView } from '../replication-page/types';
import { viewResync } from '../replication-page/view-resync';
import type { EpochMs, Seconds } from '../time';
import { formatDuration } from '../wording/duration';
import { formatMoment } from '../wording/moment';
import type { RecoveryPlan } from './plan';
import { toldBy } from './residue/read-stores';

/** How far the copy of a store at home is, in the direction back. */
export interface CatchUp {
  readonly storeId: string;
  readonly source: RegionCode;
  readonly target: RegionCode;
  /** `re-arming-needed`: nothing copies it back; `unknown`: that cannot be told now. */
  readonly state: 're-arming-needed' | 'copying' | 'caught-up' | 'unknown';
  /** How it stands, with the lag of now where one is told. */
  readonly sentence: string;
  /** When it will be within the limit, with the rule it is told by; or why nobody knows. */
  readonly expected: string;
}

/** Kinds that are copied; a queue and a vault are not. */
const copied: readonly StoreKind[] = [
  'aurora-global',
  'dynamodb-global-table',
  's3-replication',
  'rds-replica',
  'elasticache-global',
];

/** Every store of a workload that is away, by how its copy at home comes along. Unknown stays unknown. */
export function viewCatchUps(
  workload: Workload,
  way: { readonly home: RegionCode; readonly away: RegionCode },
  plan: RecoveryPlan | 'none',
  { evidence, links }: { readonly evidence: FleetEvidence; readonly links: readonly LinkView[] },
  now: EpochMs,
): readonly CatchUp[] {
  return workload.stores
    .filter(({ kind, rebuildable, stays }) => copied.includes(kind) && rebuildable !== true && stays !== true)
    .map((store) => {
      const own = evidence.links.filter((link) => link.workloadId === workload.id && link.storeId === store.id);
      const back = own.find(({ source, target }) => source === way.away && target === way.home);
      const told = { storeId: store.id, source: way.away, target: way.home };
      if (back === undefined) return { ...told, ...withoutLink(store, own, workload, way, evidence, plan) };
      const view = links.find(({ id }) => id === back.id);
      return { ...told, ...ofLink(back, view, limitOf(back, plan), now) };
    });
}

type Told = Pick<CatchUp, 'state' | 'sentence' | 'expected'>;

/** Nothing copies it only where whoever tells of copies of that kind answered in both regions. */
function withoutLink(
  { id, kind }: StoreDeclaration,
  links: readonly LinkEntity[],
  { accountId }: Workload,
  { home, away }: { readonly home: RegionCode; readonly away: RegionCode },
  { sources }: FleetEvidence,
  plan: RecoveryPlan | 'none',
): Told {
  const api = toldBy[kind];
  const isAnswered = (region: RegionCode) => {
    const asked = sources.filter((each) => each.accountId === accountId && each.region === region);
    return asked.some((each) => each.state === 'answered' && (api === undefined || each.api === api));
  };
  if (!isAnswered(away) || !isAnswered(home)) {
    const silent = isAnswered(away) ? home : away;
    return {
      state: 'unknown',
      sentence: `Whether ${id} is copied to ${home} is not known: ${silent} does not answer`,
      expected: 'Not known',
    };
  }
  const stands = links.some(({ source }) => source === home) ? `, and ${home} is still the writer it was` : '';
  const by = isBuiltBy(plan, { home, away }) ? 'the plan for the return, which waits for it' : 'a person';
  const rebuild = kind === 'rds-replica' ? `A new replica is built in hours, by ${by}` : 'It has to be set up again';
  return {
    state: 're-arming-needed',
    sentence: `Nothing copies ${id} from ${away} to ${home}${stands}`,
    expected: rebuild,
  };
}

function isBuiltBy(
  plan: RecoveryPlan | 'none',
  { home, away }: { readonly home: RegionCode; readonly away: RegionCode },
): boolean {
  const route = plan === 'none' ? undefined : plan.routes.find((each) => each.source === away && each.target === home);
  const steps = route?.workflows.flatMap((workflow) => workflow.steps) ?? [];
  return steps.some(({ spec }) => spec.kind === 'rds-create-replica' && spec.to === home);
}

/** The most a copy may be behind before the writer is moved, by the plan for the return; `none` where it names no limit. */
function limitOf({ id }: LinkEntity, plan: RecoveryPlan | 'none'): Seconds | 'none' {
  if (plan === 'none') return 'none';
  const specs = plan.routes.flatMap(({ workflows }) => workflows.flatMap(({ steps }) => steps)).map(({ spec }) => spec);
  for (const spec of specs) {
    if (spec.kind !== 'condition' || spec.condition.holds !== 'link-lag-below') continue;
    if (spec.condition.linkId === id) return spec.condition.seconds;
  }
  return 'none';
}

function ofLink(link: LinkEntity, view: LinkView | undefined, limit: Seconds | 'none', now: EpochMs): Told {
  const { copyState, copyStateCadence, target } = link;
  const resync = view === undefined ? 'none' : viewResync(link, view, now);
  if (copyState.state === 'missing' || !isCurrent(copyState, copyStateCadence, now)) {
    const words = `Whether the copy in ${target} follows is not known now`;
    return { state: 'unknown', sentence: words, expected: 'Not known' };
  }
  if (copyState.value === 'not-replicating') {
    return {
      state: 're-arming-needed',
      sentence: `The copy in ${target} does not follow`,
      expected: 'It has to be set up again',
    };
  }
  if (copyState.value !== 'replicating') {
    const words = copyState.value === 'rebuilding' ? 'is being made anew' : 'waits to be synchronised anew';
    return {
      state: 'copying',
      sentence: `The copy in ${target} ${words}`,
      expected: expectedOf(resync, 'AWS does not tell how far it is'),
    };
  }
  return ofLag(link, resync, limit, now);
}

/** The same figure that the plan's own step waits for: the lag with the age of its evidence. */
function ofLag(link: LinkEntity, resync: ResyncView | 'none', limit: Seconds | 'none', now: EpochMs): Told {
  const { atMost } = potentialLossOf(link, now);
  const { lag, target } = link;
  if (atMost.state === 'unbounded') {
    const words = `The copy in ${target} follows; how far it is behind is not told`;
    return { state: 'unknown', sentence: words, expected: expectedOf(resync, 'Not told by AWS') };
  }
  const behind = `at most ${formatDuration(atMost.seconds)} behind${trendOf(resync)}`;
  if (limit !== 'none' && atMost.seconds >= limit) {
    const wanted = `; the return wants below ${formatDuration(limit, 'down')}`;
    return {
      state: 'copying',
      sentence: `${capital(behind)}${wanted}`,
      expected: expectedOf(resync, 'No pace is told yet'),
    };
  }
  if (resync !== 'none' && resync.phase !== 'caught-up') {
    return { state: 'copying', sentence: capital(behind), expected: expectedOf(resync, 'No pace is told yet') };
  }
  // Without a limit and without a resynchronisation that ended, nothing says how near is near enough.
  if (limit === 'none' && resync === 'none') {
    return {
      state: 'copying',
      sentence: `${capital(behind)}; the return names no limit`,
      expected: 'No limit is named',
    };
  }
  const at = resync === 'none' ? (lag.state === 'observed' ? lag.measuredAt : now) : resync.phaseSince;
  const within = limit === 'none' ? '' : `, within the ${formatDuration(limit, 'down')} the return wants`;
  const when = resync === 'none' ? `seen so at ${formatMoment(at, now)}` : `since ${formatMoment(at, now)}`;
  return { state: 'caught-up', sentence: `Caught up, ${when}: ${behind}${within}`, expected: 'Over' };
}

function trendOf(resync: ResyncView | 'none'): string {
  if (resync === 'none' || !resync.isKnownNow) return '';
  if (resync.phase === 'draining') return ', falling';
  return resync.phase === 'caught-up' ? '' : ', not falling';
}

/** By the pace of the last lags where there is one; the resynchronisation says by which rule. */
function expectedOf(resync: ResyncView | 'none', otherwise: string): string {
  return resync === 'none' || resync.phase === 'caught-up' ? otherwise : resync.end.sentence;
}

function capital(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
