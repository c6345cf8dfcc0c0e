import 'server-only';
import { type Actor, isInScope } from '@/lib/access/actor';
import { requirePermission } from '@/lib/access/permissions';
import {
  checkRange,
  type Interest,
  interestKey,
  mostInterests,
  settleMs,
  windowOf,
} from '@/lib/domain/series/interest';
import type { WindowAnswer } from '@/lib/domain/series/metric-window';
import type { EpochMs } from '@/lib/domain/time';
import { readEntities } from '@/lib/persistence/entities';
import { type Declared, declareInterests } from '@/lib/persistence/interests';
import { readMetricWindows, type StoredWindow } from '@/lib/persistence/metric-windows';
import type { Store } from '@/lib/persistence/store';
import { fleetNow } from '../fleet-clock';
import { webStore } from '../web-store';
import type { AskedViews } from './parse-interests';
import { webWindowWakeUps } from './web-window-wake-ups';
import type { WindowWakeUps } from './window-wake-ups';

/** A request is held so long for something new, in wall milliseconds. */
const holdMs = 2500;

/**
 * Says what a person looks at and answers what was fetched for it, held back a moment where nothing new is there yet.
 * Declaring an interest changes nothing of the fleet and is not audited: it is renewed three times a minute and only says
 * that a page is open. Views outside the actor's scope are as good as not there. Throws AccessRefused.
 */
export function askSeries(
  actor: Actor | 'nobody',
  asked: AskedViews,
  gone: AbortSignal,
): Promise<readonly WindowAnswer[]> {
  return askSeriesFrom({ store: webStore(), wakeUps: webWindowWakeUps(), now: fleetNow, holdMs }, actor, asked, gone);
}

export interface SeriesSources {
  readonly store: Store;
  readonly wakeUps: WindowWakeUps;
  readonly now: () => EpochMs;
  readonly holdMs: number;
}

/** The same from given sources. */
export async function askSeriesFrom(
  { store, wakeUps, now, holdMs: longest }: SeriesSources,
  actor: Actor | 'nobody',
  { interests, have }: AskedViews,
  gone: AbortSignal,
): Promise<readonly WindowAnswer[]> {
  const { name, scope } = requirePermission(actor, 'read-fleet');
  const askedAt = now();
  const visible = await findVisible(store, scope, interests);
  const wanted = interests.map((interest) => ({
    interest,
    key: interestKey(interest, askedAt),
    refusal: whyRefused(interest, visible, askedAt),
  }));
  const allowed = wanted.filter(({ refusal }) => refusal === 'none');
  const distinct = [...new Map(allowed.map((one) => [one.key, one])).values()];
  const declared = await declareInterests(store, name, distinct);
  const keys = distinct.map(({ key }) => key).filter((key) => declared.get(key)?.state === 'lives');

  let windows = await readMetricWindows(store, keys);
  const hasNews = () => windows.some((one) => isNews(one, have));
  // What nobody has fetched yet is worth waiting for, and so is something newer than the page has.
  if (keys.length > 0 && !hasNews()) {
    await wakeUps.wait(keys, longest, gone);
    windows = await readMetricWindows(store, keys);
  }
  const byKey = new Map(windows.map((one) => [one.key, one]));
  return wanted.map(({ key, interest, refusal }): WindowAnswer => {
    if (refusal !== 'none') return { key, asking: false, refusal, window: 'none' };
    const answer = toAnswer(key, interest, declared.get(key), byKey.get(key), now());
    return isKnown(answer, have) ? { ...answer, window: 'as-known' } : answer;
  });
}

/** Workloads and regions that the actor may see, of those that are asked for. */
async function findVisible(
  store: Store,
  scope: Actor['scope'],
  interests: readonly Interest[],
): Promise<{ readonly workloads: ReadonlySet<string>; readonly regions: ReadonlySet<string> }> {
  const { entities } = await readEntities(store, { kinds: ['workload', 'region'] });
  const wanted = new Set(interests.flatMap(({ workloadId, region }) => [workloadId, region]));
  const inScope = entities.filter(({ entity, labels }) => wanted.has(entity.id) && isInScope(scope, labels));
  const idsOf = (kind: string) => new Set(inScope.flatMap(({ entity }) => (entity.kind === kind ? [entity.id] : [])));
  return { workloads: idsOf('workload'), regions: idsOf('region') };
}

function whyRefused(
  { workloadId, region, range }: Interest,
  visible: { readonly workloads: ReadonlySet<string>; readonly regions: ReadonlySet<string> },
  now: EpochMs,
): string | 'none' {
  if (!visible.workloads.has(workloadId)) return `No workload ${workloadId} is known to you.`;
  if (!visible.regions.has(region)) return `No region ${region} is known to you.`;
  const checked = checkRange(range, now);
  return checked === 'ok' ? 'none' : checked;
}

/** What a page has already is not sent again. */
function isKnown({ key, window }: WindowAnswer, have: ReadonlyMap<string, number>): boolean {
  const known = have.get(key);
  return known !== undefined && typeof window !== 'string' && window.receivedAt <= known;
}

function isNews({ key, window, refusal }: StoredWindow, have: ReadonlyMap<string, number>): boolean {
  if (window === 'none') return refusal !== 'none' && !have.has(key);
  const known = have.get(key);
  return known === undefined || window.receivedAt > known;
}

function toAnswer(
  key: string,
  interest: Interest,
  declared: Declared | undefined,
  stored: StoredWindow | undefined,
  now: EpochMs,
): WindowAnswer {
  const window = stored?.window ?? 'none';
  if (declared?.state === 'refused') {
    return { key, asking: false, refusal: crowdedWords[declared.reason], window };
  }
  const refusal = stored?.refusal ?? 'none';
  return { key, asking: refusal === 'none' && isBehind(window, interest, now), refusal, window };
}

const crowdedWords = {
  person: `You have ${mostInterests.ofPerson} views open, as many as one person may; this one is asked for when you close another.`,
  all: `${mostInterests.ofAll} views are open, as many as may be at once; this one is asked for when another is closed.`,
} as const;

/** Whether a window that is looked at should have been fetched again by now: a stretch that is over never is. */
function isBehind(window: StoredWindow['window'], { range }: Interest, now: EpochMs): boolean {
  if (window === 'none') return true;
  const { endAt, periodSeconds } = windowOf(range, now);
  if (window.receivedAt >= endAt + settleMs) return false;
  const isMoving = typeof range === 'string';
  const newest = isMoving ? endAt - periodSeconds * 1000 : endAt;
  return window.endAt < newest && now - window.receivedAt > 3 * 60_000;
}
