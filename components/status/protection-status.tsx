import type { WorkloadView } from '@/lib/domain/overview/types';
import type { EpochMs } from '@/lib/domain/time';
import { formatMoment } from '@/lib/format';
import { type Shape, StatusIcon } from './status-icon';
import type { Tone } from './tones';

export type Protection = WorkloadView['protection'];
export type ProtectionState = Protection['state'];

interface Look {
  readonly shape: Shape;
  readonly tone: Tone;
  readonly word: string;
}

export const protectionLooks: Readonly<Record<ProtectionState, Look>> = {
  unprotected: { shape: 'shield-cross', tone: 'critical', word: 'Unprotected' },
  'at-risk': { shape: 'shield-mark', tone: 'warning', word: 'At risk' },
  unknown: { shape: 'shield-question', tone: 'unknown', word: 'Unknown' },
  protected: { shape: 'shield-check', tone: 'normal', word: 'Protected' },
};

/** Whether a loss could be survived, as shape and word, with the sentence that says why. */
export function ProtectionStatus({ protection, now }: { readonly protection: Protection; readonly now: EpochMs }) {
  const { state, sentence } = protection;
  const once = state === 'protected' && !protection.provableNow;
  const look = once ? protectedOnce(protection, now) : protectionLooks[state];
  const quiet = state === 'protected';
  return (
    <span className="block">
      <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
        <StatusIcon shape={look.shape} tone={look.tone} />
        <span className={quiet ? 'text-ink-muted' : 'font-medium text-ink'}>{look.word}</span>
      </span>
      {!quiet && <span className="block text-note text-ink-muted">{sentence}</span>}
      {once && <span className="block text-note text-ink-muted">not provable now</span>}
    </span>
  );
}

/** It held for its date; whether it holds now cannot be said, so it does not have the tone of what is well. */
function protectedOnce({ asOf }: Protection, now: EpochMs): Look {
  const word = asOf === 'never' ? 'Protected once' : `Held at ${formatMoment(asOf, now)}`;
  return { shape: 'shield-half', tone: 'inactive', word };
}
