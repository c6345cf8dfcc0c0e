'use server';

import { cookies } from 'next/headers';
import { findActor } from '@/lib/access/find-actor';
import { type AcknowledgeResult, acknowledgeFinding } from '@/lib/commands/acknowledge-finding';

export async function acknowledge(form: FormData): Promise<AcknowledgeResult> {
  return acknowledgeFinding(await findActor(await cookies()), Object.fromEntries(form));
}
