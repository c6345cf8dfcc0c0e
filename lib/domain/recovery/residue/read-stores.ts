import type { LinkEntity, SourceEntity } from '../../entities';
import type { StoreDeclaration, StoreKind } from '../../fleet';
import { isCurrent } from '../../freshness';
import { newestValue } from '../../observe';
import type { EpochMs } from '../../time';
import { formatList } from '../../wording/list';
import { formatMoment } from '../../wording/moment';
import type { TouchedResource } from '../touched';
import type { LineContext } from './read-resources';
import { type LineReading, notKnown, readSince } from './reading';
import type { LeftChange } from './trace-changes';

type Writer = Extract<TouchedResource, { readonly kind: 'writer' }>;

/** The store of the fleet file that a moved writer belongs to; absent where it declares none such any more. */
export function storeOf({ resources }: Writer, { workload }: LineContext): StoreDeclaration | undefined {
  return workload.stores.find(({ resource }) => resources.includes(resource));
}

/** Which API tells of the copies of a kind of store. */
export const toldBy: Partial<Readonly<Record<StoreKind, SourceEntity['api']>>> = {
  'aurora-global': 'rds',
  'rds-replica': 'rds',
  'elasticache-global': 'elasticache',
};

/** Where a store is written now, by the directions in which it is copied; where nothing copies it, by whoever was asked. */
export function readWriter(touched: Writer, change: LeftChange, context: LineContext): LineReading {
  const store = storeOf(touched, context);
  if (store === undefined) return notKnown('the fleet file does not name the store any more');
  const links = linksOf(store, context);
  const told = links.filter(({ copyState, copyStateCadence }) => isCurrent(copyState, copyStateCadence, context.now));
  const since = told.filter((link) => measuredAt(link) > change.changedAt);
  if (links.length > since.length) return notKnown(`how it is copied was not read since it was changed`);
  if (since.length === 0) return readAlone(store, touched, change, context);
  const writers = [...new Set(since.map(({ source }) => source))].sort();
  const isBack = writers.length === 1 && writers[0] === touched.region;
  return {
    verdict: isBack ? 'as-before' : 'different',
    now: `written in ${formatList(writers, writers.length)}`,
    readAt: Math.min(...since.map(measuredAt)),
  };
}

function linksOf({ id }: StoreDeclaration, { workload, evidence }: LineContext): readonly LinkEntity[] {
  return evidence.links.filter((link) => link.workloadId === workload.id && link.storeId === id);
}

function measuredAt({ copyState }: LinkEntity): EpochMs {
  const newest = newestValue(copyState);
  return newest === 'none' ? Number.NEGATIVE_INFINITY : newest.measuredAt;
}

/** No copy is known: either nobody could be asked, or the new writer stands alone, and what was its source as well. */
function readAlone(
  { kind }: StoreDeclaration,
  { accountId, region, to }: Writer,
  { changedAt }: LeftChange,
  { evidence, now }: LineContext,
): LineReading {
  const api = toldBy[kind];
  const answers = evidence.sources.filter((each) => each.accountId === accountId && each.api === api);
  const heard = answers.filter(({ lastAnswerAt }) => lastAnswerAt !== 'never' && lastAnswerAt > changedAt);
  const there = heard.find((each) => each.region === to);
  const here = heard.find((each) => each.region === region);
  if (there === undefined || there.lastAnswerAt === 'never' || here === undefined) {
    return notKnown(`how it is copied was not read since ${formatMoment(changedAt, now)}`);
  }
  const words = `nothing copies it: ${to} stands alone, and what was its source in ${region} as well`;
  return { verdict: 'different', now: words, readAt: there.lastAnswerAt };
}

/**
 * What AWS kept of a cluster that was given up. It tries once the region is back, and may take none: that none is there
 * counts only once the old cluster follows the new writer, or is the writer again.
 */
export function readSnapshot(touched: Writer, change: LeftChange, context: LineContext): LineReading {
  const { workload, evidence, now } = context;
  const entity = evidence.residueReadings.find(({ id }) => id === `${workload.id}/${change.key}`);
  if (entity === undefined) return notKnown('not looked for yet');
  const isBack = hasCome(touched, change, context);
  return readSince(entity.reading, entity.cadence, change.changedAt, now, (reading) => {
    if (reading.of !== 'snapshots') return { verdict: 'unknown', now: 'not known: something else was read' };
    if (reading.present.length > 0) {
      const names = formatList(reading.present.map(({ identifier }) => identifier));
      return { verdict: 'different', now: `present: ${names}` };
    }
    if (reading.wasPresent) return { verdict: 'as-before', now: 'gone: it was there' };
    return isBack
      ? { verdict: 'as-before', now: 'not taken: AWS kept nothing of what had not been sent on' }
      : { verdict: 'unknown', now: `not taken so far: the cluster in ${touched.region} does not follow yet` };
  });
}

function hasCome(touched: Writer, { changedAt }: LeftChange, context: LineContext): boolean {
  const store = storeOf(touched, context);
  if (store === undefined) return false;
  return linksOf(store, context).some((link) => {
    const state = newestValue(link.copyState);
    const isTold = isCurrent(link.copyState, link.copyStateCadence, context.now) && measuredAt(link) > changedAt;
    if (!isTold || state === 'none') return false;
    if (link.source === touched.region) return true;
    return link.target === touched.region && (state.value === 'replicating' || state.value === 'rebuilding');
  });
}
