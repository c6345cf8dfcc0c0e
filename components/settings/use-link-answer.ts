'use client';

import { useActionState, useRef } from 'react';
import { newKey } from '../executions/use-command';

type Refused = { readonly ok: false; readonly message: string };

/** What became of what a person asked about a link. `no-answer`: nobody knows whether it was done. */
export type LinkAnswer<Done> =
  | { readonly state: 'none' | 'no-answer' }
  | { readonly state: 'refused'; readonly message: string }
  | { readonly state: 'done'; readonly answer: Done };

/** Sends a form once per intent, with a key that stays the same until an answer has come. */
export function useLinkAnswer<Done extends { readonly ok: true }>(
  command: (form: FormData) => Promise<Done | Refused>,
  onDone: (answer: Done) => void,
) {
  const key = useRef<string>(undefined);
  const [answered, submit, pending] = useActionState<LinkAnswer<Done>, FormData>(
    async (_before, form) => {
      key.current ??= newKey();
      form.set('idempotencyKey', key.current);
      const answer = await command(form).catch(() => 'no-answer' as const);
      if (answer === 'no-answer') return { state: 'no-answer' };
      key.current = undefined;
      if (!answer.ok) return { state: 'refused', message: answer.message };
      onDone(answer);
      return { state: 'done', answer };
    },
    { state: 'none' },
  );
  return { answered, submit, pending };
}
