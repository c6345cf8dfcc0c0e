import type { LinkView } from '../../overview/types';
import type { EpochMs, Seconds } from '../../time';
import { type ComplianceState, complianceStates } from '../../vocabulary';
import { formatDuration } from '../../wording/duration';
import { formatCount } from '../../wording/list';
import type { SceneInput } from '../types';
import { lagFigure } from './fleet';
import { shortAge } from './short-age';
import { complianceWords, notMeasured, type Wordings } from './wordings';

/** Every link of the fleet, worst first. */
export interface ReplicationSceneView {
  readonly links: readonly LinkRowView[];
  /** Why there is nothing to see; `none` where there is. */
  readonly nothing: string | 'none';
}

export interface LinkRowView {
  readonly id: string;
  readonly store: string;
  readonly workload: string;
  /** `us-east-1 → us-west-2` */
  readonly pair: string;
  readonly state: ComplianceState;
  readonly provableNow: boolean;
  readonly flow: LinkView['flow'];
  readonly stateWordings: Wordings;
  /** Lag of its objective, in words where there is no lag. */
  readonly lag: Wordings;
  /** `41 s`, `no bound`. */
  readonly atMost: Wordings;
  /** What the bound rests on; empty where writes are seen or proven stopped. */
  readonly proviso: string;
  /** How old the lag is; empty without one. */
  readonly age: string;
  readonly whole: string;
}

/** Builds the scene of replication from what the overview has judged already. Pure. */
export function buildReplicationScene({ overview }: Pick<SceneInput, 'overview'>): ReplicationSceneView {
  const { links, workloads, now, console: console_ } = overview;
  const nothing = console_.state === 'polling' ? 'No link of replication is known yet.' : console_.sentence;
  return {
    links: [...links].sort(byWeight).map((link) => {
      const workload = workloads.find(({ id }) => id === link.workloadId);
      const objective = workload?.objectives.find(({ scenario }) => scenario === 'region-loss')?.rpoSeconds ?? 'none';
      return toRow(link, workload?.name ?? link.workloadId, objective, now);
    }),
    nothing: links.length === 0 ? nothing : 'none',
  };
}

/**
 * The worse of the verdict and of what the flow says first; then the older recovery point, for more would be lost there;
 * then by id. A link that decides nothing for its workload comes last of its kind.
 */
function byWeight(a: LinkView, b: LinkView): number {
  return (
    rankLink(a.verdict.state, a.flow) - rankLink(b.verdict.state, b.flow) ||
    lossOf(b) - lossOf(a) ||
    (a.id < b.id ? -1 : 1)
  );
}

function lossOf({ loss }: LinkView): Seconds {
  return loss.atMost.state === 'unbounded' ? Number.MAX_SAFE_INTEGER : loss.atMost.seconds;
}

/** 0 is the worst. A link that stalls or is made anew is at risk at least, and one whose flow is unknown is not well. */
export function rankLink(state: ComplianceState, flow: LinkView['flow']): number {
  const byVerdict = complianceStates.indexOf(state);
  if (flow === 'stalled' || flow === 'rebuilding') return Math.min(byVerdict, complianceStates.indexOf('at-risk'));
  return flow === 'unknown' ? Math.min(byVerdict, complianceStates.indexOf('not-measured')) : byVerdict;
}

const flowWords = { stalled: 'Stalled', rebuilding: 'Rebuilding' } as const;

function toRow(link: LinkView, workload: string, objectiveSeconds: Seconds | 'none', now: EpochMs): LinkRowView {
  const { id, storeId, source, target, verdict, flow, loss } = link;
  const { measured, atMost } = loss;
  return {
    id,
    store: storeId,
    workload,
    pair: `${source} → ${target}`,
    state: verdict.state,
    provableNow: verdict.provableNow,
    flow,
    stateWordings: stateWordings(link),
    lag: lagWordings(link, objectiveSeconds, now),
    atMost: [atMost.state === 'unbounded' ? 'no bound' : formatDuration(atMost.seconds)],
    proviso: atMost.state === 'growing' && atMost.ifStillWriting ? 'if still writing' : '',
    age: measured.state === 'known' ? `${shortAge(measured.measuredAt, now)} ago` : '',
    whole: `${workload}, ${storeId}, ${source} → ${target}: ${verdict.sentence}`,
  };
}

/** What is worse says it: a link that stalls is not merely not measured. */
function stateWordings({ verdict, flow }: LinkView): Wordings {
  const word = complianceWords[verdict.state];
  const moving = flow === 'stalled' || flow === 'rebuilding' ? flowWords[flow] : 'none';
  if (moving === 'none') return rankLink(verdict.state, flow) === rankLink('not-measured', flow) ? notMeasured : [word];
  return verdict.state === 'breached' ? [`${word}, ${moving.toLowerCase()}`, word] : [moving];
}

function lagWordings(link: LinkView, objectiveSeconds: Seconds | 'none', now: EpochMs): Wordings {
  const { measured, estimate } = link.loss;
  if (measured.state === 'not-measured') return ['no lag'];
  const kind = estimate ? ' est.' : '';
  if (objectiveSeconds === 'none' || link.standing !== 'counted') return [`${formatDuration(measured.seconds)}${kind}`];
  const of = formatDuration(objectiveSeconds, 'down');
  const figure = lagFigure(link, link.verdict.state, objectiveSeconds, now);
  if (figure === 'idle') return ['idle, no writes', 'idle'];
  const lag = formatDuration(measured.seconds);
  // In brackets what was known last: it is no claim about now.
  if (link.verdict.state === 'not-measured') return [`(was ${lag} of ${of})`, `(was ${lag})`];
  return [`${lag}${kind} of ${of}`, `${lag} of ${of}`];
}

/** How many links there are; part of the scene's head. */
export function countLinks({ links }: ReplicationSceneView): string {
  return formatCount(links.length, 'link');
}
