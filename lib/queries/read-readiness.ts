import 'server-only';
import { readEntities } from '@/lib/persistence/entities';
import { webStore } from './web-store';

/** Whether this process can serve pages: the store answers and the engine has written to it. Needs no session. */
export async function readReadiness(): Promise<{ ready: true } | { ready: false; reason: string }> {
  try {
    const { entities } = await readEntities(webStore(), { kinds: ['engine', 'region'] });
    if (entities.length === 0) return { ready: false, reason: 'the store holds no fleet yet' };
    return { ready: true };
  } catch {
    // What exactly failed may name hosts; it is not for callers without a session.
    return { ready: false, reason: 'the store cannot be reached' };
  }
}
