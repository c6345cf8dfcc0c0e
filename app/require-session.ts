import 'server-only';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import type { Actor } from '@/lib/access/actor';
import { findActor } from '@/lib/access/find-actor';

/** Who is looking at this page; nobody is sent to sign in. Queries authorise again by themselves. */
export async function requireSession(): Promise<Actor> {
  const actor = await findActor(await cookies());
  if (actor === 'nobody') redirect('/sign-in');
  return actor;
}
