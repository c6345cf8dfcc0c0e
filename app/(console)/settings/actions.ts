'use server';

import { cookies } from 'next/headers';
import { findActor } from '@/lib/access/find-actor';
import { type CreateAccessLinkResult, createAccessLink } from '@/lib/commands/create-access-link';
import { type RevokeAccessLinkResult, revokeAccessLink } from '@/lib/commands/revoke-access-link';

export async function makeLink(form: FormData): Promise<CreateAccessLinkResult> {
  return createAccessLink(await findActor(await cookies()), Object.fromEntries(form));
}

export async function revokeLink(form: FormData): Promise<RevokeAccessLinkResult> {
  return revokeAccessLink(await findActor(await cookies()), Object.fromEntries(form));
}
