import type { KeyDescription, KeyEntity } from '../entities';
import type { RegionCode, RegionRole, Workload } from '../fleet';
import { currentByRegion, type Hearing, hearingOf, type JudgedAt, newestByRegion } from './described';

/** `other-key`: the alias leads to a key that cannot decrypt what the home's key encrypted. */
export const keyStates = ['absent', 'unusable', 'other-key', 'unknown', 'usable'] as const;
export type KeyState = (typeof keyStates)[number];

/** A key in one region of its workload. */
export interface KeyCopy {
  readonly alias: string;
  readonly region: RegionCode;
  readonly role: RegionRole;
  readonly state: KeyState;
  readonly sentence: string;
  /** What was known before it became unknown, never to be read as current. */
  readonly lastKnown: { readonly state: KeyState; readonly sentence: string } | 'none';
  readonly heard: readonly Hearing[];
}

type Said = ReadonlyMap<RegionCode, KeyDescription | 'absent'>;
type Verdict = Pick<KeyCopy, 'state' | 'sentence'>;

/** Whether each region of the workload has a usable copy of a key. Pure; `keys` are the entities of this one key. */
export function judgeKey(
  alias: string,
  workload: Workload,
  keys: readonly KeyEntity[],
  at: JudgedAt,
): readonly KeyCopy[] {
  const own = keys.filter((key) => key.workloadId === workload.id && key.alias === alias);
  const newest = newestByRegion(own);
  const current = currentByRegion(own, at);
  const home = homeOf(workload, newest);
  const known = home === 'none' ? undefined : newest.get(home);
  const homeKey = known === undefined || known === 'absent' ? 'unknown' : known.keyId;
  return workload.regions.map(({ region, role }) => {
    const verdict = judgeCopy(region, home, homeKey, current);
    const past = judgeCopy(region, home, homeKey, newest);
    const lastKnown = verdict.state === 'unknown' && past.state !== 'unknown' ? past : 'none';
    return { alias, region, role, ...verdict, lastKnown, heard: [hearingOf(region, own, at)] };
  });
}

/** Where the key comes from: as it says itself, else where the workload lives, else the first region that has one. */
function homeOf({ regions }: Workload, said: Said): RegionCode | 'none' {
  const holders = regions.filter(({ region }) => {
    const value = said.get(region);
    return value !== undefined && value !== 'absent';
  });
  const named = holders.flatMap(({ region }) => {
    const value = said.get(region);
    return value === undefined || value === 'absent' || value.multiRegion === 'none' ? [] : [value.multiRegion.primary];
  })[0];
  return named ?? (holders.find(({ role }) => role === 'primary') ?? holders[0])?.region ?? 'none';
}

function judgeCopy(region: RegionCode, home: RegionCode | 'none', homeKey: string, said: Said): Verdict {
  const here = said.get(region);
  if (here === undefined) return { state: 'unknown', sentence: `${region} does not tell` };
  if (here === 'absent') return { state: 'absent', sentence: `${region} has no key of this alias` };
  if (here.state === 'unknown') return { state: 'unknown', sentence: 'AWS gives no state of the key' };
  if (!usableStates.includes(here.state)) return { state: 'unusable', sentence: `It is ${here.state} in ${region}` };
  if (home !== 'none' && region !== home && homeKey !== 'unknown' && here.keyId !== homeKey) {
    return { state: 'other-key', sentence: `Another key than in ${home}: it cannot decrypt what that one encrypted` };
  }
  if (here.multiRegion === 'none') return { state: 'usable', sentence: `${here.state}, of this region only` };
  return {
    state: 'usable',
    sentence: `${here.state}, ${region === home ? 'multi-Region primary' : `copy of ${home}`}`,
  };
}

/** A primary that is being updated goes on encrypting and decrypting. */
const usableStates: readonly string[] = ['Enabled', 'Updating'];
