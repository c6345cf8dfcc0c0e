import type { Cadence, Entity, FindingEntity, LinkEntity } from '../entities';
import { toFinding, unlabelled } from '../findings/finding';
import { findingCodes } from '../findings/finding-order';
import { isLawful, type RegionCode } from '../fleet';
import { type FleetEvidence, toFleetEvidence } from '../fleet-evidence';
import { freshnessAt, freshnessOf } from '../freshness';
import { judgeLink } from '../judge-link';
import { judgeRegion, type RegionJudgement } from '../judge-region';
import type { LinkEnd } from '../link-ends';
import { newestValue } from '../observe';
import type { EpochMs, Seconds } from '../time';
import { severities } from '../vocabulary';
import { formatMoment } from '../wording/moment';
import type { ConsoleView, CostView, FindingView, FleetOverview, LinkStanding } from './types';
import { viewConsole } from './view-console';
import { viewFreshness } from './view-freshness';
import { viewHeadline } from './view-headline';
import { viewRegion } from './view-region';
import { viewWorkload } from './view-workload';

/** How often rules are evaluated, at the least; a finding not confirmed for longer is shown with its age. */
export const findingCadence: Cadence = { cadenceSeconds: 30, publishDelaySeconds: 0 };

/**
 * Builds what the overview shows at `now` (fleet time) from the entities alone. Pure: the same entities in any order
 * give the same overview, and without new entities every state decays to unknown as `now` moves on.
 */
export function buildFleetOverview(entities: readonly Entity[], now: EpochMs): FleetOverview {
  const evidence = toFleetEvidence(entities, now);
  const judgements = judgeRegions(evidence, now);
  const endOf = (region: RegionCode): LinkEnd => judgements.get(region)?.end ?? unwatched(region, now);
  const links = evidence.links.map((link) => {
    const ends = { source: endOf(link.source), target: endOf(link.target) };
    return judgeLink(link, regionLossRpo(evidence, link.workloadId), now, ends, standingOf(evidence, link));
  });
  const regions = evidence.regions.flatMap((region) => {
    const judgement = judgements.get(region.code);
    return judgement ? [viewRegion(region, judgement, evidence, now)] : [];
  });
  const workloads = evidence.workloads.map((workload) => viewWorkload(workload, evidence, links, endOf, now));
  const console_ = viewConsole(evidence, [...judgements.values()], now);
  return {
    now,
    console: console_,
    headline: viewHeadline(console_, regions, workloads),
    regions,
    workloads,
    links,
    findings: [...evidence.findings.map((finding) => viewFinding(finding, now)), ...viewStopped(console_, now)].sort(
      byWeight,
    ),
    freshness: viewFreshness(evidence, console_, now),
    costs: evidence.costs.flatMap((cost): CostView[] => {
      const newest = newestValue(cost.monthToDate);
      if (newest === 'none') return [];
      const freshness = freshnessOf(cost.monthToDate, cost.cadence, now);
      return [{ accountId: cost.accountId, month: newest.value, asOf: newest.measuredAt, freshness }];
    }),
  };
}

function judgeRegions(evidence: FleetEvidence, now: EpochMs): ReadonlyMap<RegionCode, RegionJudgement> {
  return new Map(
    evidence.regions.map(({ code }) => {
      const endpoints = evidence.endpoints.filter((endpoint) => endpoint.region === code);
      const sources = evidence.sources.filter((source) => source.region === code);
      return [code, judgeRegion(code, endpoints, sources, now, countUnseen(evidence, code))] as const;
    }),
  );
}

/** A region nobody asks about: nothing that touches it may be read as current. */
function unwatched(region: RegionCode, now: EpochMs): LinkEnd {
  return { state: 'dark', region, words: `${region} is not watched`, since: now };
}

/** Endpoints the fleet declares in a region without any evidence of them. */
function countUnseen({ workloads, endpoints }: FleetEvidence, region: RegionCode): number {
  const seen = new Set(endpoints.map(({ id }) => id));
  const declared = workloads.flatMap(({ workload }) =>
    workload.entryPoints.flatMap((entryPoint) =>
      entryPoint.endpoints
        .filter((endpoint) => endpoint.region === region)
        .map(() => `${workload.id}/${entryPoint.id}/${region}`),
    ),
  );
  return declared.filter((id) => !seen.has(id)).length;
}

function regionLossRpo(evidence: FleetEvidence, workloadId: string): Seconds | 'none' {
  const owner = evidence.workloads.find(({ id }) => id === workloadId);
  return owner?.workload.objectives.find(({ scenario }) => scenario === 'region-loss')?.rpoSeconds ?? 'none';
}

/** An unlawful target is none, whatever else is to be said of the store. */
function standingOf(evidence: FleetEvidence, link: LinkEntity): LinkStanding {
  const workload = evidence.workloads.find(({ id }) => id === link.workloadId)?.workload;
  if (workload === undefined) return 'counted';
  if (!isLawful(workload, link.target)) return 'unlawful';
  return workload.stores.some((store) => store.id === link.storeId && store.rebuildable) ? 'rebuildable' : 'counted';
}

function viewFinding(finding: FindingEntity, now: EpochMs): FindingView {
  return { ...finding, freshness: freshnessAt(finding.seenAt, findingCadence, now), saidBy: 'engine' };
}

/** An engine that stopped cannot say so itself: whoever looks finds it. */
function viewStopped({ state, sentence, lastTickAt }: ConsoleView, now: EpochMs): readonly FindingView[] {
  if (state !== 'not-polling' || lastTickAt === 'never') return [];
  const finding = toFinding(
    {
      ...unlabelled,
      subject: 'engine',
      code: 'engine-not-collecting',
      severity: 'critical',
      sentence,
      evidence: [`Newest heartbeat of the engine at ${formatMoment(lastTickAt, now, 'second')}`],
      clear: 'Start the engine again, and look at why it stopped',
      since: lastTickAt,
    },
    lastTickAt,
  );
  return [{ ...viewFinding(finding, now), saidBy: 'page' }];
}

/** The gravest first, then cause before consequence, then the newest. */
function byWeight(a: FindingView, b: FindingView): number {
  const weight = (finding: FindingView) => severities.indexOf(finding.severity);
  const place = (finding: FindingView) => findingCodes.indexOf(finding.code);
  return weight(a) - weight(b) || place(a) - place(b) || b.since - a.since || (a.id < b.id ? -1 : 1);
}
