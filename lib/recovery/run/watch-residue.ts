import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { type Answer, type CallScope, fetchRoutes, fetchUnplannedSnapshots } from '@/lib/aws';
import { type Cadence, type Entity, toMissingReason } from '@/lib/domain/entities';
import type { AccountId, WorkloadId } from '@/lib/domain/fleet';
import type { Observation } from '@/lib/domain/observation';
import { loseValue, newestValue, toMissing, toObserved } from '@/lib/domain/observe';
import { launchesKey, type ResidueReading, type ResidueReadingEntity } from '@/lib/domain/recovery/residue/entities';
import { type LeftChange, traceChanges } from '@/lib/domain/recovery/residue/trace-changes';
import { routeEndpointRegions } from '@/lib/domain/recovery/route-endpoints';
import { findJourneys, findWayHome } from '@/lib/domain/recovery/way-home';
import type { EpochMs, Seconds } from '@/lib/domain/time';
import type { EntityChange } from '@/lib/persistence';
import { applyChanges, readEntities } from '@/lib/persistence/entities';
import { acquireLease, releaseLease } from '@/lib/persistence/lease';
import { readSetting } from '../steps/read-setting';
import { usualLimits } from '../steps/step-kind';
import { askControl } from './ask-control';
import { readLaunches } from './read-launches';
import type { RunPorts } from './run-ports';

/** Fleet seconds between two readings of a line. */
const everySeconds: Seconds = 30;
const leaseName = 'residue';
const leaseSeconds = 60;
/** Wall milliseconds between two readings at least, however fast the fleet's time runs. */
const shortestPauseMs = 1000;

/**
 * Reads again what runs left behind and nothing else of the console watches: snapshots of given-up Aurora clusters, routes
 * of access points, routing controls at their cluster, settings such as consumers and dials, and whether groups at the home
 * of whatever is away get the instances they ask for. It calls nothing that changes anything. One engine does it for all.
 */
export function watchResidue(ports: RunPorts): { readonly ended: Promise<void> } {
  const { store, engineId, clock, log, stopping } = ports;
  const work = async () => {
    const pauseMs = Math.max(shortestPauseMs, clock.toWallMs(everySeconds * 1000));
    for (let failed = false; !stopping.aborted; ) {
      try {
        if (await acquireLease(store, leaseName, engineId, leaseSeconds + pauseMs / 1000)) await readResidue(ports);
        failed = false;
      } catch (error) {
        if (!failed && !stopping.aborted) {
          log.warn({ err: error }, 'What runs left behind could not be read again; tried again.');
        }
        failed = true;
      }
      await sleep(pauseMs, undefined, { signal: stopping }).catch(() => 'stopping');
    }
    await releaseLease(store, leaseName, engineId).catch(() => 'it ends by itself');
  };
  return { ended: work() };
}

/** Reads every such line once, and takes away the readings of lines that are no more. */
export async function readResidue(ports: RunPorts): Promise<void> {
  const { store, clock } = ports;
  const { entities } = await readEntities(store, { kinds: ['execution', 'residue-reading', 'workload'] });
  const known = entities.map(({ entity }) => entity);
  const watched = [...watchedChanges(known, clock.now()), ...watchedGroups(known, clock.now())];
  const earlier = new Map(known.flatMap((one) => (one.kind === 'residue-reading' ? [[one.id, one] as const] : [])));
  const read = await Promise.all(
    watched.map((one) => readAgain(one, earlier.get(`${one.workloadId}/${one.key}`), ports)),
  );
  const kept = new Set(read.map(({ id }) => id));
  const changes: readonly EntityChange[] = [
    ...read.filter((one) => !isDeepStrictEqual(one, earlier.get(one.id))).map(toPut),
    ...[...earlier.keys()]
      .filter((id) => !kept.has(id))
      .map((id): EntityChange => ({ op: 'remove', kind: 'residue-reading', id })),
  ];
  if (changes.length > 0) await applyChanges(store, changes);
}

interface Watched {
  readonly workloadId: WorkloadId;
  readonly accountId: AccountId;
  readonly key: string;
  readonly ask: (
    before: ResidueReadingEntity | undefined,
    ports: RunPorts,
    deadlineMs: number,
  ) => Promise<Answer<ResidueReading>>;
}

function watchedChanges(known: readonly Entity[], now: EpochMs): readonly Watched[] {
  const runs = known.flatMap((entity) => (entity.kind === 'execution' ? [entity.execution] : []));
  return [...new Set(runs.map(({ workloadId }) => workloadId))].flatMap((workloadId) => {
    const workload = known.find((entity) => entity.kind === 'workload' && entity.id === workloadId);
    const routing = workload?.kind === 'workload' ? workload.workload.recovery?.routing : undefined;
    return findJourneys(runs, workloadId, now)
      .flatMap((journey) => traceChanges(journey.runs))
      .flatMap((change): readonly Watched[] => {
        const { key, touched, of } = change;
        const watched = { workloadId, accountId: touched.accountId, key };
        if (touched.kind === 'control') {
          const left = runs.find(({ id }) => id === change.runId)?.source ?? touched.region;
          if (routing?.controls.some(({ controlArn }) => controlArn === touched.controlArn) !== true) return [];
          return [{ ...watched, ask: (_before, ports) => askControl(ports, touched, routing.cluster, left) }];
        }
        const isReadAlone = of === 'snapshot' || touched.kind === 'route' || touched.kind === 'setting';
        return isReadAlone ? [{ ...watched, ask: (...given) => ask(change, ...given) }] : [];
      });
  });
}

/** Groups at the home of workloads that are away: whether instances can be started there is asked before the return. */
function watchedGroups(known: readonly Entity[], now: EpochMs): readonly Watched[] {
  const runs = known.flatMap((entity) => (entity.kind === 'execution' ? [entity.execution] : []));
  return known.flatMap((entity) => {
    if (entity.kind !== 'workload') return [];
    const { id: workloadId, workload } = entity;
    const way = findWayHome(runs, workloadId, now);
    if (way === 'none') return [];
    const { accountId, capacity } = workload;
    const groups = capacity.filter(({ region }) => region === way.home);
    return groups.map(({ region, autoScalingGroupName: group }): Watched => {
      const key = launchesKey(region, group);
      const launches: Watched['ask'] = (_before, { edge, stopping }, deadlineMs) =>
        readLaunches(edge, { accountId, region, deadlineMs, signal: stopping }, group);
      return { workloadId, accountId, key, ask: launches };
    });
  });
}

async function readAgain(
  { workloadId, accountId, key, ask }: Watched,
  before: ResidueReadingEntity | undefined,
  ports: RunPorts,
): Promise<ResidueReadingEntity> {
  const { clock, limits = usualLimits } = ports;
  const askedAt = clock.now();
  const answer = await ask(before, ports, limits.readMs);
  const was: Observation<ResidueReading> = before?.reading ?? toMissing('not-asked-yet', askedAt);
  const reading =
    answer.state === 'answered'
      ? toObserved(answer.value, askedAt, clock.now(), 'aws-api')
      : loseValue(was, toMissingReason(answer.state), askedAt);
  return {
    kind: 'residue-reading',
    id: `${workloadId}/${key}`,
    workloadId,
    accountId,
    key,
    reading,
    cadence: cadenceOf(ports),
  };
}

/** A reading arrives as late as its call may take, in fleet time. */
function cadenceOf({ clock, limits = usualLimits }: RunPorts): Cadence {
  const perWallMs = 1 / clock.toWallMs(1);
  const cadenceSeconds = Math.max(everySeconds, Math.ceil((shortestPauseMs * perWallMs) / 1000));
  return { cadenceSeconds, publishDelaySeconds: Math.ceil((limits.readMs * perWallMs) / 1000) };
}

async function ask(
  { touched, changedAt }: LeftChange,
  before: ResidueReadingEntity | undefined,
  { edge, stopping }: RunPorts,
  deadlineMs: number,
): Promise<Answer<ResidueReading>> {
  const { accountId } = touched;
  const scopeIn = (region: string): CallScope => ({ accountId, region, deadlineMs, signal: stopping });
  if (touched.kind === 'writer') {
    const { givenUpCluster = 'unknown' } = touched;
    const cluster = givenUpCluster === 'unknown' ? 'any' : givenUpCluster;
    const answer = await fetchUnplannedSnapshots(edge, scopeIn(touched.region), cluster);
    if (answer.state !== 'answered') return answer;
    // One that could not be read may be the one: that none is there is said only of a whole answer.
    if (answer.notices.length > 0) {
      return { state: 'failed', call: 'rds:DescribeDBClusterSnapshots', message: answer.notices.join(' ') };
    }
    // One from before is another run's.
    const present = answer.value.filter(({ takenAt }) => takenAt === 'unknown' || takenAt >= changedAt);
    const newest = before === undefined ? 'none' : newestValue(before.reading);
    const earlier = newest === 'none' ? 'none' : newest.value;
    const wasPresent =
      earlier !== 'none' && earlier.of === 'snapshots' && (earlier.wasPresent || earlier.present.length > 0);
    const value = {
      of: 'snapshots',
      present: present.map(({ identifier, takenAt }) => ({ identifier, takenAt })),
      wasPresent: wasPresent || present.length > 0,
    } as const;
    return { ...answer, value };
  }
  if (touched.kind === 'setting') {
    const answer = await readSetting(edge, scopeIn(touched.region), touched.setting);
    return answer.state === 'answered' ? { ...answer, value: { of: 'setting', value: answer.value } } : answer;
  }
  const accessPoint = touched.kind === 'route' ? touched.accessPoint : '';
  return askRoutes(accessPoint, touched.region, (region) => fetchRoutes(edge, scopeIn(region), accessPoint));
}

/** The first of the five endpoints that answers, us-east-1 last. */
async function askRoutes(
  accessPoint: string,
  bucketRegion: string,
  askIn: (region: string) => ReturnType<typeof fetchRoutes>,
): Promise<Answer<ResidueReading>> {
  const regions = [...routeEndpointRegions.filter((region) => region !== 'us-east-1'), 'us-east-1'];
  for (const region of regions) {
    const answer = await askIn(region);
    if (answer.state === 'answered') {
      const state = answer.value.find((route) => route.region === bucketRegion)?.state ?? 'unknown';
      return { ...answer, value: { of: 'route', state } };
    }
    if (region === 'us-east-1' || (answer.state !== 'unreachable' && answer.state !== 'timed-out')) return answer;
  }
  throw new Error(`No endpoint tells routes of ${accessPoint}.`);
}

function toPut(entity: ResidueReadingEntity): EntityChange {
  const { accountId, workloadId } = entity;
  return { op: 'put', entity, labels: { accountId, region: 'none', workloadId } };
}
