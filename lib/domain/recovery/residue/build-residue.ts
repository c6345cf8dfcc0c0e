import type { AccountId, RegionCode } from '../../fleet';
import type { EpochMs } from '../../time';
import { aliasOfAccessPoint } from '../route-endpoints';
import type { Journey } from '../way-home';
import { ownerIdOf, type ResidueOwnerEntity } from './entities';
import {
  describeSize,
  describeState,
  type LineContext,
  readControl,
  readGroup,
  readRoute,
  readSetting,
} from './read-resources';
import { readSnapshot, readWriter, storeOf } from './read-stores';
import { type LineReading, notKnown } from './reading';
import { type LeftChange, traceChanges } from './trace-changes';

export const residueStates = ['open', 'unknown', 'owned', 'cleared'] as const;
/**
 * `open`: it is not what it was before; `unknown`: that cannot be told; `owned`: a person has taken it over; `cleared`: what
 * is read now is what was before.
 */
export type ResidueState = (typeof residueStates)[number];

/** One thing that a run changed, with what it was before and is now. */
export interface ResidueLine {
  readonly key: string;
  readonly kind: 'group' | 'control' | 'route' | 'setting' | 'writer' | 'snapshot' | 'unread';
  /** The run that changed it first. */
  readonly runId: string;
  readonly accountId: AccountId;
  readonly region: RegionCode;
  /** What people call it. */
  readonly resource: string;
  readonly before: string;
  readonly now: string;
  readonly readAt: EpochMs | 'never';
  readonly state: ResidueState;
  /** Who has taken it over; kept where it is cleared by now. */
  readonly owner: Pick<ResidueOwnerEntity, 'by' | 'reason' | 'at'> | 'nobody';
  readonly changedAt: EpochMs;
}

/** Everything the runs of a journey changed, by what is read now; what stands open first. Pure. */
export function buildResidue(journey: Pick<Journey, 'runs'>, context: LineContext): readonly ResidueLine[] {
  return traceChanges(journey.runs)
    .map((change) => toLine(change, context))
    .sort((a, b) => residueStates.indexOf(a.state) - residueStates.indexOf(b.state) || a.changedAt - b.changedAt);
}

/** Whether somebody still has to do something about a line, or to find out. */
export function isLeftOpen({ state }: Pick<ResidueLine, 'state'>): boolean {
  return state === 'open' || state === 'unknown';
}

/** What a person who takes a line over has seen of it: of one that is unknown the reason may change meanwhile. */
export function whatIsSeen({ state, now }: Pick<ResidueLine, 'state' | 'now'>): string {
  return state === 'unknown' ? 'not known' : now;
}

function toLine(change: LeftChange, context: LineContext): ResidueLine {
  const { key, runId, touched, changedAt } = change;
  const id = ownerIdOf(runId, key);
  const owner = context.evidence.residueOwners.find((each) => each.id === id) ?? 'nobody';
  const { verdict, now, readAt } = readLine(change, context);
  const { accountId, region } = touched;
  const rest = wordsOf(change, context);
  return { key, runId, accountId, region, ...rest, now, readAt, state: stateOf(verdict, owner), owner, changedAt };
}

function stateOf(verdict: LineReading['verdict'], owner: ResidueLine['owner']): ResidueState {
  if (verdict === 'as-before') return 'cleared';
  if (owner !== 'nobody') return 'owned';
  return verdict === 'unknown' ? 'unknown' : 'open';
}

function readLine(change: LeftChange, context: LineContext): LineReading {
  const { touched, of } = change;
  switch (touched.kind) {
    case 'group':
      return readGroup(touched, change, context);
    case 'control':
      return readControl(touched, change, context);
    case 'route':
      return readRoute(touched, change, context);
    case 'setting':
      return readSetting(touched, change, context);
    case 'writer':
      return of === 'snapshot' ? readSnapshot(touched, change, context) : readWriter(touched, change, context);
    case 'unread':
      return notKnown('the console does not read it: look, and take it over');
  }
}

function wordsOf({ touched, of }: LeftChange, context: LineContext): Pick<ResidueLine, 'kind' | 'resource' | 'before'> {
  switch (touched.kind) {
    case 'group':
      return { kind: 'group', resource: touched.name, before: describeSize(touched.before) };
    case 'control': {
      const resource = touched.controlArn.split('/routingcontrol/').at(-1) ?? touched.controlArn;
      return { kind: 'control', resource, before: describeState(touched.before) };
    }
    case 'route':
      return {
        kind: 'route',
        resource: aliasOfAccessPoint(touched.accessPoint),
        before: describeState(touched.before),
      };
    case 'setting':
      return { kind: 'setting', resource: touched.name, before: describeState(touched.before) };
    case 'writer': {
      const [name = 'a store'] = touched.resources;
      if (of === 'snapshot')
        return { kind: 'snapshot', resource: givenUp(touched.givenUpCluster, name), before: 'none' };
      const resource = storeOf(touched, context)?.id ?? name;
      return { kind: 'writer', resource, before: `written in ${touched.region}` };
    }
    case 'unread':
      return { kind: 'unread', resource: touched.name, before: 'not known' };
  }
}

function givenUp(cluster: string | undefined, store: string): string {
  return cluster === undefined || cluster === 'unknown' ? store : cluster;
}
