import 'server-only';
import type { Actor } from '@/lib/access/actor';
import { readExecutions } from './read-executions';

/**
 * Ids of runs within the actor's scope after which a person has allowed another one, so that they open no anti-flap
 * window. Throws AccessRefused; fails without the store.
 */
export async function readClearedRuns(actor: Actor | 'nobody'): Promise<readonly string[]> {
  const readings = await readExecutions(actor);
  return readings
    .filter(({ antiFlapClearedBy }) => antiFlapClearedBy !== 'nobody')
    .map(({ execution }) => execution.id);
}
