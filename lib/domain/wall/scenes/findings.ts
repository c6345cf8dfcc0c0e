import type { FindingView, FleetOverview } from '../../overview/types';
import type { EpochMs } from '../../time';
import type { Severity } from '../../vocabulary';
import { formatMoment } from '../../wording/moment';
import type { SceneInput, WallCritical } from '../types';
import { shortAge } from './short-age';

/** What is found, worst first. */
export interface FindingsSceneView {
  readonly findings: readonly FindingRowView[];
  /** A claim with its evidence, or that nothing can be said; `none` where something is found. */
  readonly nothing: string | 'none';
  /** Whether `nothing` is a claim that nothing is wrong. */
  readonly isClaim: boolean;
}

export interface FindingRowView {
  readonly id: string;
  readonly severity: Severity;
  /** What it is, in a few words. */
  readonly title: string;
  /** Region and workload it is about; empty where it is about neither. */
  readonly where: string;
  readonly sentence: string;
  readonly age: string;
  /** Who has seen it, where that is known and asked for; and when it held last, where that is not now. */
  readonly seen: string;
}

/** Builds the scene of findings: those of the overview in the overview's order, which is that of weight. Pure. */
export function buildFindingsScene({
  overview,
  criticals,
}: Pick<SceneInput, 'overview' | 'criticals'>): FindingsSceneView {
  const { findings, now } = overview;
  const nothing = findings.length > 0 ? 'none' : nothingFound(overview);
  return {
    findings: findings.map((finding) => toRow(finding, criticals, now)),
    nothing,
    isClaim: findings.length === 0 && isChecked(overview),
  };
}

function toRow(finding: FindingView, criticals: readonly WallCritical[], now: EpochMs): FindingRowView {
  const { id, code, severity, sentence, since, region, workloadId } = finding;
  const title = code.replaceAll('-', ' ');
  return {
    id,
    severity,
    title: `${title.slice(0, 1).toUpperCase()}${title.slice(1)}`,
    where: [region, workloadId].filter((part) => part !== 'none').join(', '),
    sentence:
      finding.unconfirmedSince === undefined
        ? sentence
        : `Not confirmed since ${formatMoment(finding.unconfirmedSince, now)}: ${sentence}`,
    age: shortAge(since, now),
    seen: [seenWords(finding, criticals), checkedWords(finding, now)].filter((words) => words !== '').join(', '),
  };
}

/** A finding that nobody confirms any more is one with an age. */
function checkedWords({ freshness, saidBy, seenAt }: FindingView, now: EpochMs): string {
  return freshness === 'live' || saidBy === 'page' ? '' : `last checked ${shortAge(seenAt, now)} ago`;
}

/** Only of what is critical the wall knows who has seen it. */
function seenWords({ id, since }: FindingView, criticals: readonly WallCritical[]): string {
  const critical = criticals.find(({ key }) => key === `${id} ${since}`);
  if (critical === undefined) return '';
  return critical.seenBy === 'nobody' ? 'not acknowledged' : `acknowledged by ${critical.seenBy}`;
}

function isChecked({ console: console_, freshness, regions }: FleetOverview): boolean {
  return console_.state === 'polling' && freshness.failed === 0 && regions.length > 0;
}

/** A claim with its evidence and time, or the admission that there is none. */
function nothingFound(overview: FleetOverview): string {
  const { console: console_, regions, freshness, now } = overview;
  if (console_.state === 'starting') return 'Nothing can be said yet: the first checks are under way.';
  if (console_.state !== 'polling') return 'We can’t say: nothing is being checked.';
  if (regions.length === 0) return 'We can’t say: no region is known yet.';
  if (freshness.failed > 0) return `We can’t say: ${freshness.failed} of ${freshness.sources} sources did not answer.`;
  return `No open findings. Checked ${regions.length} regions at ${formatMoment(now, now)}.`;
}
