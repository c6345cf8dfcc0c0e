import 'server-only';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import type { Actor } from '@/lib/access/actor';
import { findViewer, type LookedAt } from '@/lib/queries/access-links/find-viewer';
import { endedAddress } from './link-ended/link-end';

/**
 * Who is looking at a screen that read-only links open: a person who is signed in, or the holder of a link to this very
 * screen; what is around all screens of a kind, as their frame is, names no id. Nobody is sent to sign in; whose link has ended, or
 * opens another screen, is told so. Queries authorise again by themselves.
 */
export async function requireViewer(looked: LookedAt): Promise<Actor> {
  const viewer = await findViewer(await cookies(), looked);
  if (viewer.state === 'may-look') return viewer.actor;
  redirect(viewer.state === 'not-signed-in' ? '/sign-in' : endedAddress(viewer.state));
}
