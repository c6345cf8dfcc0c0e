import { appendFile, open } from 'node:fs/promises';
import { readUnsealed, writeSeals } from '../persistence/audit-seals';
import type { Store } from '../persistence/store';
import { inTransaction } from '../persistence/transaction';
import { type Anchor, beginning, sealOf } from './chain';

const mostAtOnce = 500;

/**
 * Seals what was appended to the audit trail since the last time. One engine does so at a time; should two, the second one
 * finds nothing left.
 *
 * @returns the newest seal; `none` while the trail is empty.
 */
export async function sealTrail(store: Store): Promise<Anchor | 'none'> {
  for (;;) {
    const { newest, isMore } = await inTransaction(store, async (tx) => {
      const { newest: last, entries } = await readUnsealed(tx, mostAtOnce);
      let previous = last === 'none' ? beginning : last.hash;
      const seals = entries.map((entry) => {
        const seal = { number: entry.number, previous, hash: sealOf(previous, entry) };
        previous = seal.hash;
        return seal;
      });
      await writeSeals(tx, seals);
      return { newest: seals.at(-1) ?? last, isMore: entries.length === mostAtOnce };
    });
    if (!isMore) return newest === 'none' ? 'none' : { number: newest.number, hash: newest.hash };
  }
}

/** Writes the head of the chain down outside of the database, on disk before it returns. */
export async function appendAnchor(file: string, anchor: Anchor, at: Date): Promise<void> {
  await appendFile(file, `${JSON.stringify({ ...anchor, at: at.toISOString() })}\n`, { mode: 0o600 });
  const handle = await open(file, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Reads anchors from the text of their file; a last line that was cut off by a crash is left out. */
export function parseAnchors(text: string): readonly Anchor[] {
  return text.split('\n').flatMap((line): readonly Anchor[] => {
    try {
      const { number, hash } = JSON.parse(line) as Partial<Anchor>;
      return typeof number === 'number' && typeof hash === 'string' ? [{ number, hash }] : [];
    } catch {
      return [];
    }
  });
}
