import type { EndpointEntity, Outage, RoutingEntity, WorkloadEntity } from '../entities';
import type { RegionCode, RegionRole, Scenario, Workload } from '../fleet';
import type { FleetEvidence } from '../fleet-evidence';
import { ageSeconds, atBestLate, freshnessOf, worstFreshness } from '../freshness';
import { isBackupTarget, viewBackup } from '../judge-backup';
import { judgeEndpoint } from '../judge-endpoint';
import { byOldestRecoveryPoint, judgeObjective } from '../judge-objective';
import { findUnreportedPromotion, unprotectedSince, withoutReport } from '../judge-promotion';
import { judgeProtection, type Protection } from '../judge-protection';
import { hasUsers, judgeUserHealth, type ServingRegion, servingRegions } from '../judge-user-health';
import type { LinkEnd } from '../link-ends';
import { newestValue, toMissing } from '../observe';
import type { EpochMs, Seconds } from '../time';
import { viewQueue } from '../view-queue';
import { healthStates } from '../vocabulary';
import { formatMoment } from '../wording/moment';
import type { CellView, HealthVerdict, LinkView, QueueView, WorkloadView } from './types';

/** A workload as the matrix shows it: its cells, what users get, and whether a loss could be survived. */
export function viewWorkload(
  entity: WorkloadEntity,
  evidence: FleetEvidence,
  links: readonly LinkView[],
  endOf: (region: RegionCode) => LinkEnd,
  now: EpochMs,
): WorkloadView {
  const { workload, outage } = entity;
  const endpoints = evidence.endpoints.filter((endpoint) => endpoint.workloadId === workload.id);
  const routings = evidence.routings.filter((routing) => routing.workloadId === workload.id);
  const cells = workload.regions.map(({ region, role }) =>
    viewCell(
      region,
      role,
      endpoints.filter((endpoint) => endpoint.region === region),
      endOf(region),
      hasUsers(workload),
      now,
    ),
  );
  const regions = cells.map(({ region, role, health }) => ({ region, role, health, end: endOf(region) }));
  const serving = servingRegions(workload, regions, routings);
  const ownLinks = links.filter((link) => link.workloadId === workload.id);
  const lawful = ownLinks.filter(({ standing }) => standing === 'counted');
  const counted = withoutDarkTargets(lawful, endOf);
  const unreached = storesWithoutLawfulTarget(workload, ownLinks);
  const unseen = storesWithoutLinks(workload, ownLinks);
  const vaults = evidence.backups.filter(({ workloadId }) => workloadId === workload.id);
  const vaultsFor = (scenario: Scenario) =>
    vaults.map((vault) => viewBackup(vault, rpoOf(workload, scenario), now, endOf(vault.region)));
  const backups = vaultsFor('data-loss');
  const targets = backups.filter(({ region }) => isBackupTarget(workload, region));
  const queues = evidence.queues
    .filter(({ workloadId }) => workloadId === workload.id)
    .map((queue) => viewQueue(queue, now));
  const promotion = findUnreportedPromotion(workload, evidence.executions, evidence.links);
  const objectives = workload.objectives.map((objective) => {
    const judged = judgeObjective(objective, counted, unreached, targets, unseen);
    return promotion === 'none' || objective.scenario !== 'region-loss'
      ? judged
      : { ...judged, rpo: withoutReport(judged.rpo, promotion, objective.rpoSeconds, now) };
  });
  const regionLoss = objectives.find(({ scenario }) => scenario === 'region-loss');
  return {
    id: workload.id,
    name: workload.name,
    tier: workload.tier,
    strategy: workload.strategy,
    owner: workload.owner,
    accountId: workload.accountId,
    cells,
    userHealth: judgeUserHealth(workload, regions, routings, outage, now),
    hasUsers: hasUsers(workload),
    protection: {
      ...withoutQueues(
        promotion === 'none'
          ? judgeProtection(workload, regions, serving, ownLinks, vaultsFor('region-loss'))
          : unprotectedSince(promotion),
        serving,
        queues,
      ),
      provableNow: regionLoss?.rpo.provableNow ?? false,
      asOf: regionLoss?.rpo.asOf ?? 'never',
    },
    objectives,
    worstLink: [...counted].sort(byOldestRecoveryPoint)[0] ?? 'none',
    backups,
    queues,
    outage: viewOutage(outage, now),
    routing: routings.map((routing) => viewRouting(routing, now)),
  };
}

function viewCell(
  region: RegionCode,
  role: RegionRole,
  endpoints: readonly EndpointEntity[],
  end: LinkEnd,
  isServed: boolean,
  now: EpochMs,
): CellView {
  const judged = endpoints.map((endpoint) => ({ endpoint, ...judgeEndpoint(endpoint, now) }));
  const worst = healthStates.flatMap((state) => judged.find(({ health }) => health.state === state) ?? [])[0];
  if (!worst) {
    const missing = toMissing<never>('not-asked-yet', now);
    const health: HealthVerdict = {
      state: 'unknown',
      reason: isServed ? 'no endpoint is known' : 'it has no entry point: nobody to judge it by',
      since: 'unknown',
      lastKnown: 'none',
    };
    const values = { requestsPerSecond: missing, errorPercent: missing, probe: missing, route53: missing };
    return { region, role, health, freshness: 'never', ...values };
  }
  const { endpoint, health, unreachableFromHere } = worst;
  const freshness = worstFreshness([
    freshnessOf(endpoint.requestsPerSecond, endpoint.signalCadence, now),
    freshnessOf(endpoint.errorPercent, endpoint.signalCadence, now),
    freshnessOf(endpoint.probe, endpoint.probeCadence, now),
    freshnessOf(endpoint.route53, endpoint.route53Cadence, now),
  ]);
  const dark = end.state === 'dark' || unreachableFromHere;
  return {
    region,
    role,
    health,
    requestsPerSecond: endpoint.requestsPerSecond,
    errorPercent: endpoint.errorPercent,
    freshness: dark ? atBestLate(freshness) : freshness,
    probe: endpoint.probe,
    route53: endpoint.route53,
  };
}

function rpoOf({ objectives }: Workload, scenario: Scenario): Seconds | 'none' {
  return objectives.find((objective) => objective.scenario === scenario)?.rpoSeconds ?? 'none';
}

/** A queue that nothing copies lowers protection: what waits in it would be stranded with the region that serves. */
function withoutQueues(
  protection: Protection,
  serving: readonly ServingRegion[],
  queues: readonly QueueView[],
): Protection {
  const held = queues.filter(({ region }) => serving.some((one) => one.region === region));
  if (held.length === 0 || protection.state === 'unprotected') return protection;
  const words = held.map(({ storeId, stranded }) => `${storeId} is not replicated: ${stranded}`).join('; ');
  const state = protection.state === 'protected' ? 'at-risk' : protection.state;
  return { ...protection, state, sentence: `${protection.sentence}; ${words}` };
}

/** Stores that replicate, but nowhere the law lets them be served from. */
function storesWithoutLawfulTarget({ stores }: Workload, links: readonly LinkView[]): readonly string[] {
  const of = (storeId: string) => links.filter((link) => link.storeId === storeId);
  return stores.map(({ id }) => id).filter((id) => of(id).length > 0 && of(id).every(isUnlawful));
}

/** Stores whose kind replicates and of which nothing was discovered, or nothing any more. */
function storesWithoutLinks({ stores }: Workload, links: readonly LinkView[]): readonly string[] {
  return stores
    .filter(({ kind, rebuildable }) => kind !== 'sqs-queue' && kind !== 'backup' && rebuildable !== true)
    .map(({ id }) => id)
    .filter((id) => !links.some(({ storeId }) => storeId === id));
}

function isUnlawful({ standing }: LinkView): boolean {
  return standing === 'unlawful';
}

/**
 * A link into a lost region protects nobody; it does not decide the objective as long as the same source has another
 * target that answers.
 */
function withoutDarkTargets(links: readonly LinkView[], endOf: (region: RegionCode) => LinkEnd): readonly LinkView[] {
  const answers = (link: LinkView) => endOf(link.target).state === 'answering';
  return links.filter(
    (link) =>
      answers(link) ||
      !links.some((other) => other.storeId === link.storeId && other.source === link.source && answers(other)),
  );
}

function viewOutage(outage: Outage, now: EpochMs): WorkloadView['outage'] {
  if (outage.state === 'none') return { state: 'none' };
  const { state, startedAt } = outage;
  const until = outage.state === 'running' ? now : outage.endedAt;
  return { state, startedAt, durationSeconds: ageSeconds(startedAt, until) };
}

function viewRouting(routing: RoutingEntity, now: EpochMs): WorkloadView['routing'][number] {
  const { answer, hostname } = routing;
  const freshness = freshnessOf(answer, routing.answerCadence, now);
  const newest = newestValue(answer);
  if (newest === 'none') return { hostname, freshness, sentence: `${hostname}: no answer seen yet` };
  const { region } = newest.value;
  const where = region === 'unrecognised' ? 'an address that is none of ours' : region;
  if (answer.state === 'observed' && freshness !== 'stale') {
    return { hostname, freshness, sentence: `${hostname} answers ${where} near the console` };
  }
  const at = formatMoment(newest.measuredAt, now, 'second');
  return { hostname, freshness, sentence: `${hostname} unknown; it answered ${where} at ${at}` };
}
