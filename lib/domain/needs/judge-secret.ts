import type { SecretDescription, SecretEntity, SecretReplica } from '../entities';
import type { RegionCode, RegionRole, Workload } from '../fleet';
import { currentByRegion, type Hearing, hearingOf, type JudgedAt, newestByRegion } from './described';

/**
 * `primary`: the others are copies of it. `separate`: a secret of its own that nothing keeps in step. `in-sync` only
 * while the primary says so and the region itself has it; what is not known now is `unknown`.
 */
export const secretStates = ['failed', 'absent', 'separate', 'unknown', 'in-progress', 'in-sync', 'primary'] as const;
export type SecretState = (typeof secretStates)[number];

/** A secret in one region of its workload. */
export interface SecretCopy {
  readonly name: string;
  readonly region: RegionCode;
  readonly role: RegionRole;
  /** The region whose value it should have. */
  readonly home: RegionCode;
  readonly state: SecretState;
  /** Why it is so; of a failed copy AWS's own words: untrusted text. */
  readonly sentence: string;
  /** What was known before it became unknown, never to be read as current. */
  readonly lastKnown: { readonly state: SecretState; readonly sentence: string } | 'none';
  /** Whether the region itself has, or last had, a secret of the name; `unknown` before it told. */
  readonly isThere: boolean | 'unknown';
  readonly heard: readonly Hearing[];
}

type Said = ReadonlyMap<RegionCode, SecretDescription | 'absent'>;
type Verdict = Pick<SecretCopy, 'state' | 'sentence'>;

/** How a secret fares in each region of its workload. Pure; `secrets` are the entities of this one secret. */
export function judgeSecret(
  name: string,
  workload: Workload,
  secrets: readonly SecretEntity[],
  at: JudgedAt,
): readonly SecretCopy[] {
  const own = secrets.filter((secret) => secret.workloadId === workload.id && secret.name === name);
  const newest = newestByRegion(own);
  const current = currentByRegion(own, at);
  const home = homeOf(workload, newest);
  return workload.regions.map(({ region, role }) => {
    const past = judgeCopy(region, home, newest);
    const verdict = withReason(judgeCopy(region, home, current), past, home);
    const there = newest.get(region);
    return {
      name,
      region,
      role,
      home,
      ...verdict,
      lastKnown: verdict.state === 'unknown' && past.state !== 'unknown' ? past : 'none',
      isThere: there === undefined ? 'unknown' : there !== 'absent',
      heard: [...new Set([home, region])].map((one) => hearingOf(one, own, at)),
    };
  });
}

/** The region that has copies, else the one a copy names, else the one the workload is declared to live in. */
function homeOf({ regions }: Workload, said: Said): RegionCode {
  const described = regions.flatMap(({ region }) => {
    const value = said.get(region);
    return value === undefined || value === 'absent' ? [] : [{ region, ...value }];
  });
  const replicating = described.find(({ region, primaryRegion, replicas }) => {
    return primaryRegion === region && replicas.length > 0;
  });
  const copy = described.find(({ region, primaryRegion }) => primaryRegion !== region);
  const declared = regions.find(({ role }) => role === 'primary') ?? regions[0];
  return replicating?.region ?? copy?.primaryRegion ?? declared?.region ?? 'unknown';
}

/** A copy that is not there keeps the reason its primary gave, while that region tells nothing any more. */
function withReason(verdict: Verdict, past: Verdict, home: RegionCode): Verdict {
  if (verdict.state !== 'absent' || past.state !== 'failed') return verdict;
  return { ...verdict, sentence: `${verdict.sentence}; ${home} said last: ${nameSecretState(past)}` };
}

function judgeCopy(region: RegionCode, home: RegionCode, said: Said): Verdict {
  const here = said.get(region);
  if (region === home) {
    if (here === undefined) return { state: 'unknown', sentence: `${region} does not tell` };
    if (here === 'absent') return { state: 'absent', sentence: `${region} has no such secret` };
    return { state: 'primary', sentence: 'Its value is set here' };
  }
  const primary = said.get(home);
  const replica =
    primary === undefined || primary === 'absent' ? undefined : primary.replicas.find((one) => one.region === region);
  // What AWS says went wrong is the reason why a copy is not there, so it comes first.
  if (replica?.status === 'failed') return { state: 'failed', sentence: failedWords(replica) };
  if (here === undefined) return silentThere(region, home, replica);
  if (here === 'absent') return absentThere(region, home, replica);
  if (here.primaryRegion === region) {
    return { state: 'separate', sentence: `A secret of its own: nothing keeps it in step with ${home}` };
  }
  if (primary === undefined) {
    return { state: 'unknown', sentence: `${region} has it; whether it is in sync only ${home} knows` };
  }
  return presentThere(region, home, replica);
}

function silentThere(region: RegionCode, home: RegionCode, replica: SecretReplica | undefined): Verdict {
  if (replica?.status === 'in-progress') return { state: 'in-progress', sentence: `${home} is copying it` };
  const sentence =
    replica?.status === 'in-sync' ? `In sync as ${home} says; ${region} does not tell` : `${region} does not tell`;
  return { state: 'unknown', sentence };
}

function absentThere(region: RegionCode, home: RegionCode, replica: SecretReplica | undefined): Verdict {
  if (replica?.status === 'in-progress') return { state: 'in-progress', sentence: `${home} is copying it` };
  if (replica === undefined) return { state: 'absent', sentence: `${region} has no such secret` };
  return { state: 'absent', sentence: `${home} names a copy there, and ${region} has no such secret` };
}

function presentThere(region: RegionCode, home: RegionCode, replica: SecretReplica | undefined): Verdict {
  if (replica === undefined) return { state: 'unknown', sentence: `${home} names no copy there` };
  if (replica.status === 'in-sync') return { state: 'in-sync', sentence: `${home} says so, and ${region} has it` };
  if (replica.status === 'in-progress') return { state: 'in-progress', sentence: `${home} is copying it` };
  return { state: 'unknown', sentence: `${home} gives no state of the copy` };
}

function failedWords({ message }: SecretReplica): string {
  return message === '' ? 'AWS gives no reason' : message;
}

/** A verdict where no word stands beside it, e.g. `Failed, Access to KMS is not allowed`. */
export function nameSecretState({ state, sentence }: Verdict): string {
  return state === 'failed' ? `Failed, ${sentence}` : sentence;
}
