import { type Shape, StatusIcon } from './status-icon';
import type { Tone } from './tones';

/** Looks of what decides whether a record is answered. `fail` of a standby's switch is its ordinary state. */
const looks = {
  pass: { shape: 'ring-check', tone: 'normal', word: 'Passes' },
  fail: { shape: 'empty-square', tone: 'inactive', word: 'Not answered' },
  'fail-check': { shape: 'octagon-cross', tone: 'critical', word: 'Fails' },
  unknown: { shape: 'dashed-question', tone: 'unknown', word: 'Unknown' },
  always: { shape: 'dot-info', tone: 'inactive', word: 'No check' },
  follows: { shape: 'dot-info', tone: 'inactive', word: 'By its target' },
} as const satisfies Record<string, { shape: Shape; tone: Tone; word: string }>;

export interface ConditionMarkProps {
  readonly state: 'pass' | 'fail' | 'unknown' | 'always' | 'follows';
  /** A routing control that is off was switched off; a health check that fails has failed. */
  readonly by: 'switch' | 'check';
  readonly sentence: string;
}

/** Whether a record may be answered, with what says so. */
export function ConditionMark({ state, by, sentence }: ConditionMarkProps) {
  const look = looks[state === 'fail' && by === 'check' ? 'fail-check' : state];
  const quiet = look.tone === 'normal' || look.tone === 'inactive';
  return (
    <span className="block">
      <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
        <StatusIcon shape={look.shape} tone={look.tone} />
        <span className={quiet ? 'text-ink-muted' : 'font-medium text-ink'}>{look.word}</span>
      </span>
      <span className="block text-ink-muted text-note [overflow-wrap:anywhere]">{sentence}</span>
    </span>
  );
}
