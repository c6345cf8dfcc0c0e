import type { SourceEntity, SourceRefusal, SourceState } from './entities';
import type { AccountId, RegionCode } from './fleet';
import { freshnessAt } from './freshness';
import type { EpochMs } from './time';

/** Sources that fail alike: one call in one state, wherever it was made. */
export interface SourceTroubleGroup {
  /** What was called or, where AWS named it, the action that was refused. */
  readonly call: string;
  readonly state: Exclude<SourceState, 'answered'>;
  readonly places: readonly { readonly accountId: AccountId; readonly region: RegionCode }[];
  /** Since when the first of them has been so. */
  readonly since: EpochMs;
  /** When the first of them is tried again. */
  readonly nextTryAt: EpochMs;
  /** Words of the first of them. */
  readonly message: string;
}

/** How much of what was asked answers, for claims about nothing to show. */
export interface SourceCoverage {
  readonly asked: number;
  readonly silent: number;
  /** The oldest answer the claim rests on; `never` where nothing answers. */
  readonly checkedAt: EpochMs | 'never';
}

/** What is wrong with some sources, the most places first. Sources that answer, and those not asked yet, are no trouble. */
export function groupTroubles(sources: readonly SourceEntity[]): readonly SourceTroubleGroup[] {
  const groups = new Map<string, SourceTroubleGroup>();
  for (const source of sources) {
    const { state, accountId, region, stateSince, nextAttemptAt, message } = source;
    if (state === 'answered' || state === 'not-asked-yet') continue;
    for (const call of state === 'denied' ? refusedActions(source) : [source.call]) {
      const before = groups.get(`${state} ${call}`);
      groups.set(`${state} ${call}`, {
        call,
        state,
        places: [...(before?.places ?? []), { accountId, region }],
        since: Math.min(before?.since ?? stateSince, stateSince),
        nextTryAt: Math.min(before?.nextTryAt ?? nextAttemptAt, nextAttemptAt),
        message: before?.message ?? message,
      });
    }
  }
  return [...groups.values()].sort((a, b) => b.places.length - a.places.length || (a.call < b.call ? -1 : 1));
}

/** The actions a denied source lacks: as AWS refused them, else those its call is made of. */
export function refusedActions(source: SourceEntity): readonly string[] {
  return refusalsOf(source).map(({ action }) => action);
}

/** What a denied source was refused; where it does not tell, what its call is made of, by a role that is not known. */
export function refusalsOf({ state, refused, call, api }: SourceEntity): readonly (SourceRefusal | UntoldRefusal)[] {
  if (state !== 'denied') return [];
  if (refused !== undefined && refused.length > 0) return refused;
  const actions = call.match(/\b[a-z0-9-]+:[A-Z][A-Za-z]+\b/g) ?? [call];
  const roleArn = api === 'marker-write' ? 'writer' : 'reader';
  return [...new Set(actions)].map((action) => ({ what: 'action', action, roleArn }) as const);
}

/** The role is only known by what it is for. */
export interface UntoldRefusal {
  readonly what: 'action';
  readonly action: string;
  readonly roleArn: 'reader' | 'writer';
}

/** Those that were asked: what there was nothing to ask of says nothing, as long as something was. */
export function askedOf(sources: readonly SourceEntity[]): readonly SourceEntity[] {
  const asked = sources.filter(({ state }) => state !== 'not-asked-yet');
  return asked.length > 0 ? asked : sources;
}

/** How many of these sources answer now. One that does not tell any more is silent, whatever it said last. */
export function coverageOf(all: readonly SourceEntity[], now: EpochMs): SourceCoverage {
  const sources = askedOf(all);
  const answering = sources.filter(
    ({ state, lastAnswerAt, cadence }) => state === 'answered' && freshnessAt(lastAnswerAt, cadence, now) !== 'stale',
  );
  const dates = answering.flatMap(({ lastAnswerAt }) => (lastAnswerAt === 'never' ? [] : [lastAnswerAt]));
  return {
    asked: sources.length,
    silent: sources.length - answering.length,
    checkedAt: dates.length === 0 ? 'never' : dates.reduce((least, at) => Math.min(least, at)),
  };
}
