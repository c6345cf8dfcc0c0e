import type { AccessState } from '@/lib/domain/accounts-page/types';
import { type Shape, StatusIcon } from './status-icon';
import type { Tone } from './tones';

interface Look {
  readonly shape: Shape;
  readonly tone: Tone;
  readonly word: string;
}

const refused = (word: string): Look => ({ shape: 'triangle-mark', tone: 'warning', word });
const silent = (word: string): Look => ({ shape: 'dashed-question', tone: 'unknown', word });

/** A refusal is an answer about us and no outage; silence is not known. */
export const accessLooks: Readonly<Record<AccessState, Look>> = {
  denied: refused('Denied'),
  'credentials-expired': refused('Credentials expired'),
  'clock-skewed': refused('Clock skewed'),
  'region-not-enabled': refused('Not opted in'),
  unreachable: silent('Unreachable'),
  'timed-out': silent('Timed out'),
  failed: refused('Failed'),
  throttled: refused('Throttled'),
  'not-asked-lately': { shape: 'clock', tone: 'unknown', word: 'Not asked lately' },
  'not-asked-yet': silent('Not asked yet'),
  'no-support-plan': { shape: 'dashed-minus', tone: 'inactive', word: 'No support plan' },
  answered: { shape: 'ring-check', tone: 'normal', word: 'Answers' },
};

export interface AccessStatusProps {
  readonly state: AccessState;
  /** How many are in it, of how many; left out for one. */
  readonly count?: { readonly of: number; readonly all: number };
}

/** How the engine fares with an API, or at worst in a place. */
export function AccessStatus({ state, count }: AccessStatusProps) {
  const look = accessLooks[state];
  const quiet = look.tone === 'normal' || look.tone === 'inactive';
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <StatusIcon shape={look.shape} tone={look.tone} />
      <span className={quiet ? 'text-ink-muted' : 'text-ink'}>
        {look.word}
        {count !== undefined && state !== 'answered' && ` ${count.of} of ${count.all}`}
      </span>
    </span>
  );
}
