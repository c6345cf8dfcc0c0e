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
 * @param lines in the order of their numbers; a trail of any length is read as it comes
 */
export async function verifyChain(
  lines: AsyncIterable<ChainLine> | Iterable<ChainLine>,
  anchors: readonly Anchor[],
): Promise<ChainVerdict> {
  const anchored = new Map(anchors.map(({ number, hash }) => [number, hash]));
  let previous = beginning;
  let sealed = 0;
  /** The first of the entries without a seal since the last one that has one, and how many there are. */
  let firstUnsealed: number | 'none' = 'none';
  let unsealed = 0;
  for await (const line of lines) {
    const { number, seal } = line;
    if (seal === 'unsealed') {
      firstUnsealed = firstUnsealed === 'none' ? number : firstUnsealed;
      unsealed += 1;
      continue;
    }
    if (firstUnsealed !== 'none') {
      return broken(firstUnsealed, 'was put in later: entries after it are sealed and it is not');
    }
    const wrong = whatIsWrong(line, previous, anchored.get(number));
    if (wrong !== 'nothing') return broken(number, wrong);
    anchored.delete(number);
    previous = seal.hash;
    sealed += 1;
  }
  const missing = [...anchored.keys()].sort((a, b) => a - b)[0];
  if (missing !== undefined) return broken(missing, 'was anchored and is gone: the trail was cut off before it');
  return { state: 'whole', sealed, unsealed, anchors: anchors.length };
}

function whatIsWrong({ entry, seal }: ChainLine, previous: string, anchor: string | undefined): string | 'nothing' {
  if (seal === 'unsealed') return 'is not sealed';
  if (seal.previous !== previous)
    return 'does not follow what stands before it: a line before it is gone, or was moved';
  if (entry === 'gone') return 'is gone; its seal is still there';
  if (sealOf(previous, entry) !== seal.hash) return 'is not as it was written';
  if (anchor !== undefined && anchor !== seal.hash) {
    return 'is not the line that was anchored: the trail up to it was written anew';
  }
  return 'nothing';
}

function broken(number: number, sentence: string): ChainVerdict {
  return { state: 'broken', number, sentence: `Line ${number} ${sentence}.` };
}
