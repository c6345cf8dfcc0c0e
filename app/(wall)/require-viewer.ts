import 'server-only';
import type { Actor } from '@/lib/access/actor';
import { requireViewer as requireViewerOf } from '../find-viewer';

/**
 * Who may look at a wall: whoever is signed in, and the holder of a read-only link to this very wall. Without an id, as in
 * the frame around all walls, of a link to any of them. Queries authorise again by themselves.
 */
export async function requireViewer(wall?: string): Promise<Actor> {
  return requireViewerOf(wall === undefined ? { opens: 'wall' } : { opens: 'wall', id: wall });
}
