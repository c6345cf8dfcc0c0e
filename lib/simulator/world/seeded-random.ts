/**
 * Randomness as a pure function of a key and a moment: nothing is drawn, so the order of questions never changes an
 * answer and any minute of the past can be asked again.
 */

/** 32-bit FNV-1a of a text, as an unsigned integer. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash ^= text.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

/** Mixes two integers (each below 2^53) into an unsigned 32-bit integer. */
export function mix(left: number, right: number): number {
  let hash = (left | 0) ^ Math.imul((right | 0) ^ Math.floor(right / 0x100000000), 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const textHashes = new Map<string, number>();

/** The key of one stream of randomness of a seeded world. Names come from the fleet, so their hashes are kept. */
export function streamKey(seed: number, name: string): number {
  let hash = textHashes.get(name);
  if (hash === undefined) {
    hash = hashText(name);
    textHashes.set(name, hash);
  }
  return mix(hash, seed);
}

/** Uniform in [0, 1) for position `at` of the stream. */
export function unitAt(key: number, at: number): number {
  return mix(key, at) / 0x100000000;
}

/**
 * Continuous noise in [-1, 1] at `at`, with independent knots every `spacing` units and a smooth course between them.
 * Its slope never exceeds 3 / `spacing` per unit.
 */
export function waveAt(key: number, at: number, spacing: number): number {
  const knot = Math.floor(at / spacing);
  const part = at / spacing - knot;
  const from = unitAt(key, knot);
  const to = unitAt(key, knot + 1);
  return 2 * (from + (to - from) * part * part * (3 - 2 * part)) - 1;
}

/** The same noise for questions about nearby moments, which share their knots. */
export function openWave(key: number, spacing: number): (at: number) => number {
  let known = Number.NaN;
  let from = 0;
  let to = 0;
  return (at) => {
    const knot = Math.floor(at / spacing);
    if (knot !== known) {
      known = knot;
      from = unitAt(key, knot);
      to = unitAt(key, knot + 1);
    }
    const part = at / spacing - knot;
    return 2 * (from + (to - from) * part * part * (3 - 2 * part)) - 1;
  };
}

/** Lower-case hexadecimal digits that depend on the text alone, for identifiers. */
export function hexOf(text: string, digits: number): string {
  let hex = '';
  for (let part = 0; hex.length < digits; part += 1) hex += mix(hashText(text), part).toString(16).padStart(8, '0');
  return hex.slice(0, digits);
}

/** The standard normal deviate below which a share `share` (0 < share < 1) of all values lies; error below 0.0005. */
export function normalQuantile(share: number): number {
  const tail = Math.min(Math.max(Math.min(share, 1 - share), 1e-9), 0.5);
  const root = Math.sqrt(-2 * Math.log(tail));
  const upper = 2.515517 + root * (0.802853 + root * 0.010328);
  const lower = 1 + root * (1.432788 + root * (0.189269 + root * 0.001308));
  const deviate = root - upper / lower;
  return share < 0.5 ? -deviate : deviate;
}
