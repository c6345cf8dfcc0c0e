import { createHash } from 'node:crypto';

/** An entry of the audit trail as it is sealed: everything that is on record of it, its number included. */
export interface SealedEntry {
  readonly number: number;
  readonly atMs: number;
  readonly actor: string;
  readonly role: string;
  readonly action: string;
  readonly target: string;
  readonly outcome: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** What stands before the first entry. */
export const beginning = '0'.repeat(64);

/** SHA-256, in hexadecimal, of the hash before and of the entry as canonical JSON. */
export function sealOf(previous: string, entry: SealedEntry): string {
  return createHash('sha256')
    .update(`${previous}\n${canonical(entry)}`)
    .digest('hex');
}

/** JSON with sorted keys, so that the same entry reads the same however its members are ordered. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`;
}

/** A seal beside the entry it belongs to; either may be gone. */
export interface ChainLine {
  readonly number: number;
  readonly entry: SealedEntry | 'gone';
  readonly seal: { readonly previous: string; readonly hash: string } | 'unsealed';
}

/** What was written down elsewhere while the chain was whole. */
export interface Anchor {
  readonly number: number;
  readonly hash: string;
}

export type ChainVerdict =
  | { readonly state: 'whole'; readonly sealed: number; readonly unsealed: number; readonly anchors: number }
  | { readonly state: 'broken'; readonly number: number; readonly sentence: string };

/**
 * Follows the chain over the audit trail from its beginning and names the first line that is not as it was written.
 * Entries newer than the last seal are not sealed yet. What was cut off at the end is found as far as anchors reach.
 *
 * @param lines in the order of their numbers
 */
export function verifyChain(lines: readonly ChainLine[], anchors: readonly Anchor[]): ChainVerdict {
  const lastSealed = lines.findLast(({ seal }) => seal !== 'unsealed')?.number ?? Number.NEGATIVE_INFINITY;
  const anchored = new Map(anchors.map(({ number, hash }) => [number, hash]));
  let previous = beginning;
  let sealed = 0;
  for (const { number, entry, seal } of lines) {
    if (seal === 'unsealed') {
      if (number < lastSealed) return broken(number, 'was put in later: entries after it are sealed and it is not');
      continue;
    }
    if (seal.previous !== previous)
      return broken(number, 'does not follow what stands before it: a line before it is gone, or was moved');
    if (entry === 'gone') return broken(number, 'is gone; its seal is still there');
    if (sealOf(previous, entry) !== seal.hash) return broken(number, 'is not as it was written');
    const wanted = anchored.get(number);
    if (wanted !== undefined && wanted !== seal.hash) {
      return broken(number, 'is not the line that was anchored: the trail up to it was written anew');
    }
    previous = seal.hash;
    sealed += 1;
  }
  const missing = anchors.filter(
    ({ number }) => !lines.some((line) => line.number === number && line.seal !== 'unsealed'),
  );
  const [first] = missing.sort((a, b) => a.number - b.number);
  if (first !== undefined) return broken(first.number, 'was anchored and is gone: the trail was cut off before it');
  return { state: 'whole', sealed, unsealed: lines.length - sealed, anchors: anchors.length };
}

function broken(number: number, sentence: string): ChainVerdict {
  return { state: 'broken', number, sentence: `Line ${number} ${sentence}.` };
}
