import { type Shape, StatusIcon } from './status-icon';
import type { Tone } from './tones';

export type ProtectionState = 'protected' | 'at-risk' | 'unprotected' | 'unknown';

export const protectionLooks: Readonly<Record<ProtectionState, { shape: Shape; tone: Tone; word: string }>> = {
  unprotected: { shape: 'shield-cross', tone: 'critical', word: 'Unprotected' },
  'at-risk': { shape: 'shield-mark', tone: 'warning', word: 'At risk' },
  unknown: { shape: 'shield-question', tone: 'unknown', word: 'Unknown' },
  protected: { shape: 'shield-check', tone: 'normal', word: 'Protected' },
};

/** Whether a loss could be survived, as shape and word, with the sentence that says why. */
export function ProtectionStatus({ state, sentence }: { readonly state: ProtectionState; readonly sentence: string }) {
  const look = protectionLooks[state];
  return (
    <span className="block">
      <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
        <StatusIcon shape={look.shape} tone={look.tone} />
        <span className={state === 'protected' ? 'text-ink-muted' : 'font-medium text-ink'}>{look.word}</span>
      </span>
      {state !== 'protected' && <span className="block text-note text-ink-muted">{sentence}</span>}
    </span>
  );
}
