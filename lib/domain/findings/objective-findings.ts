import type { LinkEntity } from '../entities';
import { ageSeconds } from '../freshness';
import type { ObjectiveView, WorkloadView } from '../overview/types';
import { newestLag } from '../potential-loss';
import { evidenceDelaySeconds } from '../rpo-verdict';
import type { EpochMs } from '../time';
import { formatDuration } from '../wording/duration';
import type { FindingContext, FindingDraft } from './finding';
import { proposeMarkers } from './propose-markers';

const codes = {
  breached: 'objective-breached',
  'at-risk': 'objective-at-risk',
  'not-measured': 'objective-not-measured',
} as const;

/** Objectives that are breached, at risk or not measured, and those that their evidence can never prove. */
export function objectiveFindings(context: FindingContext): readonly FindingDraft[] {
  return context.overview.workloads.flatMap((workload) =>
    workload.objectives.flatMap((objective) => [
      ...judge(context, workload, objective),
      ...judgeEvidence(context, workload, objective),
    ]),
  );
}

function judge(context: FindingContext, workload: WorkloadView, objective: ObjectiveView): FindingDraft[] {
  const { rpo, scenario } = objective;
  if (rpo.state === 'met' || rpo.state === 'no-objective') return [];
  if (scenario === 'data-loss' && rpo.state === 'not-measured' && rpo.asOf === 'never') return [];
  if (
    scenario === 'region-loss' &&
    rpo.state === 'not-measured' &&
    isStillWaiting(linksOf(context, workload), context.now)
  )
    return [];
  const grave = rpo.state === 'breached' && workload.tier <= 1;
  return [
    {
      accountId: workload.accountId,
      region: 'none',
      workloadId: workload.id,
      subject: `${workload.id}/${scenario}`,
      code: codes[rpo.state],
      severity: grave ? 'critical' : 'warning',
      sentence: `${workload.name}, RPO for ${scenarioWords(scenario)}: ${rpo.sentence}`,
      evidence: lossEvidence(workload),
      clear: 'Clears when every link of its stores is measured within the objective again',
      since: rpo.asOf === 'never' ? context.now : rpo.asOf,
    },
  ];
}

/** The first marker is still on its way: the slower evidence stands in for it meanwhile. */
function isMarkerOnItsWay({ marker }: LinkEntity, now: EpochMs): boolean {
  if (marker === undefined || marker.seen.state === 'observed' || marker.seen.lastKnown !== 'none') return false;
  const { cadenceSeconds: c, publishDelaySeconds: d } = marker.cadence;
  return ageSeconds(marker.seen.since, now) <= d + 3 * c;
}

/** A first value is still on its way: nothing is wrong before it could have arrived. */
function isStillWaiting(links: readonly LinkEntity[], now: EpochMs): boolean {
  return links.every((link) => {
    const { cadenceSeconds: c, publishDelaySeconds: d } = link.lagCadence;
    if (link.lag.state !== 'missing' || link.lag.reason === 'not-enabled') return false;
    return newestLag(link) === 'none' && ageSeconds(link.lag.since, now) <= d + 3 * c;
  });
}

function lossEvidence({ worstLink }: WorkloadView): string[] {
  if (worstLink === 'none') return [];
  const { loss, storeId, source, target } = worstLink;
  const measured = loss.measured.state === 'known' ? formatDuration(loss.measured.seconds) : loss.measured.reason;
  const bound =
    loss.atMost.state === 'unbounded' ? `no bound, ${loss.atMost.reason}` : formatDuration(loss.atMost.seconds);
  const still = loss.atMost.state === 'growing' && loss.atMost.ifStillWriting ? ' if still taking writes' : '';
  return [`${storeId} ${source} → ${target}: measured ${measured}, at most ${bound}${still}`];
}

/** An objective shorter than its evidence takes to arrive is met for past minutes only, and never provable now. */
function judgeEvidence(context: FindingContext, workload: WorkloadView, objective: ObjectiveView): FindingDraft[] {
  if (objective.scenario !== 'region-loss') return [];
  const slow = linksOf(context, workload).filter(
    (link) => evidenceDelaySeconds(link) > objective.rpoSeconds && !isMarkerOnItsWay(link, context.now),
  );
  const declared = context.evidence.workloads.find(({ id }) => id === workload.id)?.workload;
  if (slow.length === 0 || declared === undefined) return [];
  const delay = formatDuration(Math.max(...slow.map(evidenceDelaySeconds)));
  const stores = [...new Set(slow.map(({ storeId }) => storeId))].join(', ');
  const metrics = [...new Set(slow.map(({ lagEvidence }) => lagEvidence.metric))];
  return [
    {
      accountId: workload.accountId,
      region: 'none',
      workloadId: workload.id,
      subject: `${workload.id}/${objective.scenario}`,
      code: 'objective-shorter-than-evidence',
      severity: 'notice',
      sentence: `${workload.name}: its RPO of ${formatDuration(objective.rpoSeconds)} is shorter than its evidence, which takes up to ${delay} to arrive`,
      evidence: metrics.map((metric) => `${metric}, of ${stores}`),
      clear: [
        ...proposeMarkers(
          declared,
          // What is strongly consistent needs no marker.
          slow.filter(({ consistency }) => consistency !== 'strong').map(({ storeId }) => storeId),
        ),
        `set the objective to ${delay} or more`,
      ].join(', or '),
      since: context.now,
    },
  ];
}

/** The links that decide the objective; the others are shown and judge nothing. */
function linksOf({ evidence, overview }: FindingContext, workload: WorkloadView): readonly LinkEntity[] {
  const counted = new Set(overview.links.filter(({ standing }) => standing === 'counted').map(({ id }) => id));
  return evidence.links.filter((link) => link.workloadId === workload.id && counted.has(link.id));
}

function scenarioWords(scenario: ObjectiveView['scenario']): string {
  return scenario === 'region-loss' ? 'region loss' : 'data loss';
}
