import type { EndpointEntity, LinkEntity, LinkState, RoutingEntity, SourceEntity } from '../entities';
import type { RegionCode, StoreKind, Workload } from '../fleet';
import type { FleetEvidence } from '../fleet-evidence';
import { isCurrent } from '../freshness';
import { isApiVantage, judgeApi } from '../judge-api';
import { judgeEndpoint } from '../judge-endpoint';
import { newestValue } from '../observe';
import type { EpochMs } from '../time';
import { formatMoment } from '../wording/moment';
import { quote } from '../wording/quote';
import { type Execution, endedStates } from './execution';
import { ownerIdOf, type ResidueOwnerEntity } from './residue/entities';
import { findWayHome } from './way-home';

/** A region that was given up and that a workload has not come home to. */
export interface GivenUpRegion {
  readonly region: RegionCode;
  readonly away: RegionCode;
  /** The run that gave it up last. */
  readonly run: Execution;
  readonly givenUpAt: EpochMs;
  readonly owner: ResidueOwnerEntity | 'nobody';
}

/** A given-up region that answers again: its old writer may write, and no traffic is expected there. */
export interface Quarantine extends GivenUpRegion {
  /** The first answer since it was given up, as far as what is known reaches back. */
  readonly since: EpochMs;
  /** A return to it is under way, which brings users there on purpose. */
  readonly isReturning: boolean;
  /** What is done there all the same; sentences. Empty where nothing is seen. */
  readonly served: readonly string[];
  /** What is known of its writers, instances and endpoints; sentences. */
  readonly evidence: readonly string[];
}

/** The name by which a person takes a quarantined region over. */
export function quarantineKey(region: RegionCode): string {
  return `quarantine/${region}`;
}

/** What a person who takes a region over has seen of it. */
export const seenInQuarantine = 'in quarantine';

/** Regions that a workload was moved out of without their consent and that it has not returned to. */
export function findGivenUp(
  workload: Workload,
  { executions, residueOwners }: Pick<FleetEvidence, 'executions' | 'residueOwners'>,
  now: EpochMs,
): readonly GivenUpRegion[] {
  const way = findWayHome(
    executions.map(({ execution }) => execution),
    workload.id,
    now,
  );
  if (way === 'none') return [];
  const regions = new Map<RegionCode, GivenUpRegion>();
  for (const run of way.runs) {
    const { source: region, endedAt } = run;
    if (run.mode !== 'ungraceful' || region === way.away || endedAt === 'not-yet') continue;
    const id = ownerIdOf(run.id, quarantineKey(region));
    const owner = residueOwners.find((each) => each.id === id) ?? 'nobody';
    regions.set(region, { region, away: way.away, run, givenUpAt: endedAt, owner });
  }
  return [...regions.values()];
}

/** Those of them that answer now and that nobody owns; `unheard` ones are not among them. */
export function findQuarantines(workload: Workload, evidence: FleetEvidence, now: EpochMs): readonly Quarantine[] {
  return findGivenUp(workload, evidence, now).flatMap((given): readonly Quarantine[] => {
    const since = answersSince(given, workload, evidence, now);
    if (since === 'silent' || given.owner !== 'nobody') return [];
    const isReturning = evidence.executions.some(
      ({ execution: { workloadId, target, state, dryRun } }) =>
        workloadId === workload.id && target === given.region && !dryRun && !endedStates.includes(state),
    );
    const served = isReturning ? [] : servedThere(given, workload, evidence, now);
    return [{ ...given, since, isReturning, served, evidence: whatIsThere(given, workload, evidence, now) }];
  });
}

function answersSince(
  { region, givenUpAt }: GivenUpRegion,
  workload: Workload,
  { sources, endpoints }: FleetEvidence,
  now: EpochMs,
): EpochMs | 'silent' {
  const there = sources.filter((each) => each.region === region && each.accountId === workload.accountId);
  const api = judgeApi(there, now).state;
  const answering = api === 'reachable' || api === 'partly' ? there.filter(isAnswering) : [];
  const passing = endpointsIn(region, workload, endpoints).filter(
    (each) => judgeEndpoint(each, now).vantages.probe.verdict === 'pass',
  );
  const dates = [
    ...answering.map(({ stateSince }) => stateSince),
    ...passing.map(({ probeStreakStartedAt }) => probeStreakStartedAt ?? now),
  ];
  return dates.length === 0 ? 'silent' : Math.min(now, Math.max(givenUpAt, Math.min(...dates)));
}

function isAnswering(source: SourceEntity): boolean {
  return isApiVantage(source) && source.state === 'answered';
}

function endpointsIn(
  region: RegionCode,
  { id }: Workload,
  endpoints: readonly EndpointEntity[],
): readonly EndpointEntity[] {
  return endpoints.filter((each) => each.workloadId === id && each.region === region);
}

/** Kinds that every region writes: to be written there is no trouble of theirs. */
const writtenEverywhere: readonly StoreKind[] = ['dynamodb-global-table', 's3-replication'];

/** What Route 53's checkers and the console itself ask of an endpoint stays below this, in requests per second. */
const fewestRequestsPerSecond = 2;

function servedThere(
  { region }: GivenUpRegion,
  workload: Workload,
  { routings, endpoints, links }: FleetEvidence,
  now: EpochMs,
): readonly string[] {
  const led = routings.filter((each) => each.workloadId === workload.id && leadsTo(each, region, now));
  const served = endpointsIn(region, workload, endpoints).flatMap(({ requestsPerSecond: rate, signalCadence }) =>
    rate.state === 'observed' && isCurrent(rate, signalCadence, now) && rate.value > fewestRequestsPerSecond
      ? [`its load balancer serves ${Math.ceil(rate.value)} requests a second`]
      : [],
  );
  const written = links
    .filter((link) => isWriter(link, region, workload))
    .filter(({ writesPerSecond: rate, writesCadence }) => isCurrent(rate, writesCadence, now))
    .filter(({ writesPerSecond: rate }) => rate.state === 'observed' && rate.value > 0)
    .map(({ storeId }) => `clients write ${quote(storeId)} there`);
  return [...led.map(({ hostname }) => `DNS leads ${hostname} there`), ...new Set([...served, ...written])];
}

function leadsTo({ answer, answerCadence }: RoutingEntity, region: RegionCode, now: EpochMs): boolean {
  return answer.state === 'observed' && isCurrent(answer, answerCadence, now) && answer.value.region === region;
}

/** Who writes what stays is where it is meant to be. */
function isWriter(link: LinkEntity, region: RegionCode, { id, stores }: Workload): boolean {
  const stays = stores.some((store) => store.id === link.storeId && store.stays === true);
  return link.workloadId === id && link.source === region && !stays && !writtenEverywhere.includes(link.storeKind);
}

function whatIsThere(
  { region, run }: GivenUpRegion,
  workload: Workload,
  { links, endpoints }: FleetEvidence,
  now: EpochMs,
): readonly string[] {
  const fence = run.steps.find((step) => step.fence !== undefined)?.fence;
  const stores = workload.stores.filter(({ kind }) => !['sqs-queue', 'backup', ...writtenEverywhere].includes(kind));
  return [
    `Given up by run ${run.id}, which ended at ${formatMoment(run.endedAt === 'not-yet' ? now : run.endedAt, now)}`,
    fence === undefined ? 'No fence was put up' : `Its fence was ${fence}`,
    ...stores.map(({ id }) => {
      const own = links.filter((link) => link.workloadId === workload.id && link.storeId === id);
      return writerWords(id, own, region, now);
    }),
    ...endpointsIn(region, workload, endpoints).flatMap((endpoint) => [
      capacityWords(endpoint, now),
      `${endpoint.hostname}: ${judgeEndpoint(endpoint, now).health.state}`,
    ]),
  ];
}

function writerWords(storeId: string, links: readonly LinkEntity[], region: RegionCode, now: EpochMs): string {
  const told = links.filter(({ copyState, copyStateCadence }) => isCurrent(copyState, copyStateCadence, now));
  if (told.some(({ source }) => source === region))
    return `${quote(storeId)} is written in ${region} by what is read now`;
  const follows = told.find(({ target }) => target === region);
  if (follows === undefined) return `Whether ${quote(storeId)} in ${region} takes writes of its own is not known`;
  const state = newestValue(follows.copyState);
  if (state === 'none') return `Whether ${quote(storeId)} in ${region} follows ${follows.source} is not known`;
  return `${quote(storeId)} in ${region} ${followingWords[state.value]} ${follows.source}`;
}

const followingWords: Readonly<Record<LinkState, string>> = {
  replicating: 'follows',
  rebuilding: 'is made anew from',
  'pending-resync': 'waits to be synchronised anew from',
  'not-replicating': 'does not follow',
};

function capacityWords({ capacity, capacityCadence, region }: EndpointEntity, now: EpochMs): string {
  const newest = newestValue(capacity);
  if (newest === 'none') return `How many instances ${region} has is not known`;
  const { inService, desired } = newest.value;
  const when = isCurrent(capacity, capacityCadence, now)
    ? ''
    : `, last known at ${formatMoment(newest.measuredAt, now)}`;
  return `${inService} of ${desired} instances in service in ${region}${when}`;
}
