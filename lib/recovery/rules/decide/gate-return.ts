import type { EndpointEntity, LinkEntity, SourceEntity } from '@/lib/domain/entities';
import type { StoreDeclaration, StoreKind } from '@/lib/domain/fleet';
import { freshnessAt, isCurrent } from '@/lib/domain/freshness';
import { judgeEndpoint } from '@/lib/domain/judge-endpoint';
import { newestValue } from '@/lib/domain/observe';
import type { Blocker } from '@/lib/domain/recovery/decision';
import { evictionWords } from '@/lib/domain/replica-eviction';
import type { EpochMs, Seconds } from '@/lib/domain/time';
import { formatDuration } from '@/lib/domain/wording/duration';
import { formatList } from '@/lib/domain/wording/list';
import { formatMoment } from '@/lib/domain/wording/moment';
import { quote } from '@/lib/domain/wording/quote';
import { rebuiltBy } from '../rebuilt-by';
import { isLosing } from '../store-losses';
import { answersSince } from './answers-since';
import { blocker, type Gate, type GateContext } from './gate';
import { gateLaunches } from './gate-launches';
import { gateResidue } from './gate-residue';

/** A region that was lost comes back by fits and starts: it is returned to when it has been well for so long. */
export const stableSeconds: Seconds = 1800;

/** Kinds that both regions write: what was written away has to come back before the return. */
const writtenBoth: readonly StoreKind[] = ['dynamodb-global-table', 's3-replication'];

/**
 * What a return waits for beside the gates of any move. It is made when all is well and nobody is in a hurry, so that these
 * gates read everything there is.
 */
export const gateReturn: Gate = (context) => {
  if (context.plan.action !== 'failback') return [];
  return [
    ...gateStable(context),
    ...gateEvents(context),
    ...gateLaunches(context),
    ...context.workload.stores
      .filter(({ rebuildable, stays }) => rebuildable !== true && stays !== true)
      .flatMap((store) => gateStore(store, context)),
    ...gateLeftBehind(context),
    ...gateResidue(context),
  ];
};

/** Its endpoints pass and AWS answers there, both for long enough. An endpoint without an instance has nothing to pass with. */
function gateStable({ workload, pair, known, now }: GateContext): readonly Blocker[] {
  const { target } = pair;
  const endpoints = known.endpoints.filter((each) => each.workloadId === workload.id && each.region === target);
  const apis = known.sources.filter((each) => each.region === target && each.accountId === workload.accountId);
  const since = [
    ...endpoints.filter((each) => !isEmpty(each)).map((each) => wellSince(each, now)),
    answersSince(apis, now),
  ];
  const told = since.filter((each) => each !== 'unknown');
  const stableFrom = told.length === since.length ? Math.max(...told) : 'unknown';
  if (stableFrom !== 'unknown' && now - stableFrom >= stableSeconds * 1000) return [];
  const wanted = `and a return waits for ${formatDuration(stableSeconds)}`;
  const words =
    stableFrom === 'unknown'
      ? `${target} is not known to be well, ${wanted} of it`
      : `${target} is well since ${formatMoment(stableFrom, now)} only, ${wanted}`;
  const toClear = `Wait until it has been well for ${formatDuration(stableSeconds)}, or say why it will stay so.`;
  return [blocker('region-not-stable', words, toClear)];
}

function isEmpty({ capacity }: EndpointEntity): boolean {
  const newest = newestValue(capacity);
  return newest !== 'none' && newest.value.inService === 0;
}

function wellSince(endpoint: EndpointEntity, now: EpochMs): EpochMs | 'unknown' {
  if (judgeEndpoint(endpoint, now).health.state !== 'healthy') return 'unknown';
  return endpoint.probeStreakStartedAt ?? 'unknown';
}

/** AWS's own word; where nobody hears it, that it says nothing is no word either. */
function gateEvents({ workload, pair, known, now }: GateContext): readonly Blocker[] {
  const asked = known.sources.filter(({ api, accountId }) => api === 'health' && accountId === workload.accountId);
  if (!asked.some((source) => isHeard(source, now))) {
    const toClear = 'Wait until AWS Health answers, or say how else it is known that AWS has no trouble there.';
    return [
      blocker('aws-event-open', `What AWS says of ${pair.target} cannot be read now`, toClear, { about: 'unread' }),
    ];
  }
  const open = known.healthEvents.filter(
    ({ region, category, status }) => region === pair.target && category === 'issue' && status === 'open',
  );
  return open.map(({ id, service, startedAt }) =>
    blocker(
      'aws-event-open',
      `AWS says that ${service} in ${pair.target} has trouble since ${formatMoment(startedAt, now)}`,
      'Wait until AWS closes the event, or say why it does not concern this workload.',
      { about: id },
    ),
  );
}

function isHeard({ state, lastAnswerAt, cadence }: SourceEntity, now: EpochMs): boolean {
  return state === 'answered' && ['live', 'late'].includes(freshnessAt(lastAnswerAt, cadence, now));
}

function gateStore(
  store: StoreDeclaration,
  { workload, pair, known, route, mode, now }: GateContext,
): readonly Blocker[] {
  const links = known.links.filter((link) => link.workloadId === workload.id && link.storeId === store.id);
  const back = links.find(({ source, target }) => source === pair.source && target === pair.target);
  // The plan deletes it and builds it anew itself.
  if (rebuiltBy(route, mode).includes(store.id)) return [];
  if (isLosing(store.kind)) return links.some(({ source }) => source === pair.target) ? [oldWriter(store, pair)] : [];
  if (!writtenBoth.includes(store.kind)) return [];
  const eviction = links.map((link) => evictionWords(link, now)).find((words) => words !== '') ?? '';
  return back !== undefined && isReplicating(back, now) ? [] : [notCopiedBack(store, pair, eviction)];
}

function isReplicating(link: LinkEntity, now: EpochMs): boolean {
  const copy = newestValue(link.copyState);
  return copy !== 'none' && copy.value === 'replicating' && isCurrent(link.copyState, link.copyStateCadence, now);
}

function oldWriter({ id }: StoreDeclaration, { source, target }: GateContext['pair']): Blocker {
  return blocker(
    'old-writer',
    `${quote(id)} in ${target} is still the writer it was before the move, beside the one in ${source}`,
    `Make it follow ${source} again: it is built anew from there, and what only it has is saved first.`,
    { about: id },
  );
}

function notCopiedBack({ id }: StoreDeclaration, { source, target }: GateContext['pair'], eviction: string): Blocker {
  return blocker(
    'not-copied-back',
    `What was written to ${quote(id)} in ${source} is not known to be copied to ${target}${eviction}`,
    `Copy it there, or say why ${target} can do without.`,
    { about: id },
  );
}

/** What the region had not sent on when it was given up: a person looks at it before anything is written there again. */
function gateLeftBehind({ wayHome, workload }: GateContext): readonly Blocker[] {
  if (wayHome === 'none' || wayHome.execution.mode === 'graceful') return [];
  const stores = workload.stores
    .filter(({ rebuildable, stays }) => rebuildable !== true && stays !== true)
    .map(({ id }) => quote(id));
  return [
    blocker(
      'left-behind-not-reviewed',
      `${wayHome.home} was given up with what it had not sent on of ${formatList(stores)}`,
      'Look at what it has that nobody else has, and say what was done with it.',
      { about: wayHome.execution.id },
    ),
  ];
}
