import { readFile } from 'node:fs/promises';
import { readTrail, type TrailLine } from '../persistence/audit-seals';
import type { Store } from '../persistence/store';
import { type Anchor, type ChainVerdict, verifyChain } from './chain';
import { parseAnchors } from './seal-trail';

const pageSize = 1000;

/** Verifies the audit trail of a store against its own chain and against anchors kept elsewhere. Only reads. */
export function verifyTrail(store: Store, anchors: readonly Anchor[]): Promise<ChainVerdict> {
  return verifyChain(readLines(store), anchors);
}

/** The anchors of a file; none where there is no such file, which proves nothing about what was cut off. */
export async function readAnchors(file: string): Promise<readonly Anchor[]> {
  try {
    return parseAnchors(await readFile(file, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

async function* readLines(store: Store): AsyncGenerator<TrailLine> {
  for (let after = Number.MIN_SAFE_INTEGER; ; ) {
    const page = await readTrail(store, after, pageSize);
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return;
    after = last.number;
  }
}
