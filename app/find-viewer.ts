import 'server-only';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import type { Actor } from '@/lib/access/actor';
import type { Opened } from '@/lib/domain/access-links/access-link';
import { findViewer } from '@/lib/queries/access-links/find-viewer';
import { endedAddress } from './link-ended/link-end';

/**
 * Who is looking at a screen that read-only links open: a person who is signed in, or the holder of a link to this very
 * screen. Nobody is sent to sign in; whose link has ended, or opens another screen, is told so. Queries authorise again
 * by themselves.
 */
export async function requireViewer(opened: Opened): Promise<Actor> {
  const viewer = await findViewer(await cookies(), opened);
  if (viewer.state === 'may-look') return viewer.actor;
  redirect(viewer.state === 'not-signed-in' ? '/sign-in' : endedAddress(viewer.state));
}
