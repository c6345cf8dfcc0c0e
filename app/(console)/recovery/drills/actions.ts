'use server';

import { cookies } from 'next/headers';
import { findActor } from '@/lib/access/find-actor';
import { beginDrill } from '@/lib/commands/begin-drill';
import type { ExecutionCommandResult } from '@/lib/commands/command-result';
import { endDrill } from '@/lib/commands/end-drill';

export async function begin(form: FormData): Promise<ExecutionCommandResult> {
  return beginDrill(await findActor(await cookies()), Object.fromEntries(form));
}

export async function end(form: FormData): Promise<ExecutionCommandResult> {
  return endDrill(await findActor(await cookies()), Object.fromEntries(form));
}
