import { readTrail } from '../persistence/audit-seals';
import type { Store } from '../persistence/store';

const pageSize = 1000;

/**
 * Writes every sealed line of the trail as JSON, piece by piece: what reports are held against where the store is not. Its
 * hashes say nothing of what is in the lines, so that it may be given to anybody.
 */
export async function* exportTrail(store: Store): AsyncGenerator<string> {
  yield '{"format":"antipode-trail/1","lines":[';
  let separator = '';
  for (let after = Number.MIN_SAFE_INTEGER; ; ) {
    const page = await readTrail(store, after, pageSize);
    for (const { number, seal } of page) {
      if (seal === 'unsealed') continue;
      yield `${separator}\n${JSON.stringify({ number, hash: seal.hash })}`;
      separator = ',';
    }
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) break;
    after = last.number;
  }
  yield '\n]}\n';
}
