'use client';

import { useActionState, useRef } from 'react';
import type { Blocker } from '@/lib/domain/recovery/decision';
import type { Command } from './command';

export type Answered =
  | { readonly state: 'none' }
  | { readonly state: 'written'; readonly executionId: string }
  | { readonly state: 'refused'; readonly message: string; readonly blockers: readonly Blocker[] }
  /** Nobody knows whether it was written down. */
  | { readonly state: 'no-answer' };

export interface AskedCommand {
  readonly submit: (form: FormData) => void;
  readonly pending: boolean;
  readonly answered: Answered;
}

/**
 * Sends what a person asks once per intent: while no answer came the same key is sent again, so that pressing again does
 * nothing twice; after an answer the next press is another intent.
 */
export function useCommand(command: Command, onWritten: (executionId: string) => void = () => undefined): AskedCommand {
  const key = useRef<string>(undefined);
  const [answered, submit, pending] = useActionState<Answered, FormData>(
    async (_before, form) => {
      key.current ??= newKey();
      form.set('idempotencyKey', key.current);
      const answer = await command(form).catch(() => 'no-answer' as const);
      if (answer === 'no-answer') return { state: 'no-answer' };
      key.current = undefined;
      if (!answer.ok) return { state: 'refused', message: answer.message, blockers: answer.blockers ?? [] };
      onWritten(answer.executionId);
      return { state: 'written', executionId: answer.executionId };
    },
    { state: 'none' },
  );
  return { submit, pending, answered };
}

/** A key of one intent. Random, also where the page came over plain HTTP and has no `randomUUID`. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
