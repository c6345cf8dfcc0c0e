import 'server-only';
import type { Actor } from '@/lib/access/actor';
import { requireSession } from '../require-session';

/** Who may look at a wall: whoever is signed in. Queries authorise again by themselves. */
export async function requireViewer(): Promise<Actor> {
  return requireSession();
}
