import type { Entity, WorkloadEntity } from '../entities';
import type { FindingCode } from '../findings/finding-order';
import type { RegionCode, WorkloadId } from '../fleet';
import { type FleetEvidence, toFleetEvidence } from '../fleet-evidence';
import { toMissing } from '../observe';
import { buildFleetOverview } from '../overview/build-fleet-overview';
import type { FindingView, FleetOverview, LinkView, WorkloadView } from '../overview/types';
import { coverageWords, judgeRecoveryTime, type RecoveryTimeEvidence } from '../recovery/recovery-time-evidence';
import { formatFailures } from '../rpo-verdict';
import type { EpochMs } from '../time';
import { darkRegions } from './dark-regions';
import { describeLaw } from './describe-law';
import { signalView } from './signal-view';
import type { ObjectiveRow, StoreLinkView, StoreView, WorkloadPage, WorkloadSubject } from './types';
import { viewBackups } from './view-backups';
import { viewEntryPoint } from './view-entry-point';
import { viewNeeds } from './view-needs';
import { viewQueues } from './view-queues';
import { viewShares } from './view-shares';
import { viewSignals } from './view-signals';

/**
 * Builds what the page of a workload shows at `now` (fleet time) from the entities alone. Pure: without new entities
 * every state decays to unknown as `now` moves on.
 */
export function buildWorkloadPage(entities: readonly Entity[], workloadId: WorkloadId, now: EpochMs): WorkloadPage {
  const overview = buildFleetOverview(entities, now);
  const evidence = toFleetEvidence(entities, now);
  const entity = evidence.workloads.find(({ id }) => id === workloadId);
  const view = overview.workloads.find(({ id }) => id === workloadId);
  if (entity === undefined || view === undefined) return { overview, subject: 'absent' };
  return { overview, subject: viewSubject(entity, view, evidence, overview, now) };
}

function viewSubject(
  { workload, outage }: WorkloadEntity,
  view: WorkloadView,
  evidence: FleetEvidence,
  overview: FleetOverview,
  now: EpochMs,
): WorkloadSubject {
  const dark = darkRegions(overview);
  const endpoints = evidence.endpoints.filter((endpoint) => endpoint.workloadId === workload.id);
  const runs = evidence.executions.map(({ execution }) => execution);
  const recoveryTime = judgeRecoveryTime(workload, runs, outage, now);
  const regions = view.cells.flatMap((cell) => {
    const own = endpoints.filter((endpoint) => endpoint.region === cell.region);
    return own.map((endpoint) => viewSignals(endpoint, cell.role, dark.has(cell.region), now));
  });
  return {
    view,
    law: describeLaw(workload),
    objectives: view.objectives.map((objective) => toObjectiveRow(objective, workload, recoveryTime)),
    shares: viewShares(view, regions, dark),
    entryPoints: workload.entryPoints.map((entryPoint) =>
      viewEntryPoint(
        entryPoint,
        evidence.routings.find(({ id }) => id === `${workload.id}/${entryPoint.id}`),
        endpoints.filter(({ id }) => id.startsWith(`${workload.id}/${entryPoint.id}/`)),
        now,
      ),
    ),
    regions,
    stores: viewStores(workload, evidence, overview, dark, now),
    queues: viewQueues(workload, evidence, dark, now),
    backups: viewBackups(workload, view, evidence, dark, now),
    ...viewNeeds(workload, evidence, dark, now),
    findings: overview.findings.filter((finding) => concerns(finding, workload.id, view)),
  };
}

/**
 * The recovery-time objective for the loss of a region is judged on drills and real recoveries only. Of a restore after a
 * loss of data nothing is timed yet: there is a target and no verdict.
 */
function toObjectiveRow(
  { scenario, rpoSeconds, rtoSeconds, rpo }: WorkloadView['objectives'][number],
  { objectives }: WorkloadEntity['workload'],
  recoveryTime: RecoveryTimeEvidence,
): ObjectiveRow {
  const shiftSeconds = objectives.find((declared) => declared.scenario === scenario)?.shiftSeconds ?? ('none' as const);
  const row = { scenario, rpoSeconds, rtoSeconds, rpo, shiftSeconds };
  if (scenario !== 'region-loss') return { ...row, rto: unmeasured, coverage: 'none' };
  const { state, sentence, losses, freshDays } = recoveryTime;
  const coverage = losses.length === 0 ? 'none' : `${coverageWords(recoveryTime)} proven within ${freshDays} d`;
  return { ...row, rto: { state, sentence }, coverage };
}

const unmeasured = { state: 'not-measured', sentence: 'Not measured: no drill or recovery is on record' } as const;

function viewStores(
  workload: WorkloadEntity['workload'],
  evidence: FleetEvidence,
  overview: FleetOverview,
  dark: ReadonlySet<RegionCode>,
  now: EpochMs,
): readonly StoreView[] {
  const objectiveSeconds = workload.objectives.find(({ scenario }) => scenario === 'region-loss')?.rpoSeconds ?? 'none';
  return workload.stores.map((store) => ({
    id: store.id,
    kind: store.kind,
    resource: store.resource,
    links: overview.links
      .filter((link) => link.workloadId === workload.id && link.storeId === store.id)
      .map((link) => {
        const entity = evidence.links.find(({ id }) => id === link.id);
        return {
          link,
          objectiveSeconds,
          evidence:
            entity === undefined ? 'not known' : `${entity.lagEvidence.metric} in ${entity.lagEvidence.publishedIn}`,
          writesPerSecond:
            entity === undefined
              ? { observation: toMissing<number>('not-asked-yet', now), freshness: 'never' as const }
              : signalView(entity.writesPerSecond, entity.writesCadence, dark.has(link.source), now),
          backlog: viewBacklog(link, dark, now),
        };
      }),
  }));
}

function viewBacklog(
  { backlog, source }: LinkView,
  dark: ReadonlySet<RegionCode>,
  now: EpochMs,
): StoreLinkView['backlog'] {
  if (backlog === undefined) return 'not-told';
  return {
    pendingOperations: signalView(backlog.pendingOperations, backlog.pendingCadence, dark.has(source), now),
    failed: backlog.failed === 'none' ? 'none' : formatFailures(backlog.failed, now),
  };
}

/** Findings about a region or the console that explain what is seen at the workload. */
const causes: readonly FindingCode[] = ['console-cut-off', 'region-down', 'region-unreachable', 'aws-health-issue'];

function concerns(finding: FindingView, workloadId: WorkloadId, { cells }: WorkloadView): boolean {
  if (finding.workloadId === workloadId) return true;
  if (finding.workloadId !== 'none' || !causes.includes(finding.code)) return false;
  return finding.region === 'none' || cells.some(({ region }) => region === finding.region);
}
