import type { AlarmView } from '@/lib/domain/region-page/types';
import { type Shape, StatusIcon } from './status-icon';
import type { Tone } from './tones';

const looks: Readonly<Record<AlarmView['current'], { shape: Shape; tone: Tone; word: string }>> = {
  alarm: { shape: 'triangle-mark', tone: 'warning', word: 'In alarm' },
  unknown: { shape: 'dashed-question', tone: 'unknown', word: 'Unknown' },
  'insufficient-data': { shape: 'dashed-minus', tone: 'unknown', word: 'Insufficient data' },
  ok: { shape: 'ring-check', tone: 'normal', word: 'OK' },
};

/** The state of a CloudWatch alarm. Without data it says nothing, so it does not look like one that is well. */
export function AlarmState({ state }: { readonly state: AlarmView['current'] }) {
  const look = looks[state];
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <StatusIcon shape={look.shape} tone={look.tone} />
      <span className={state === 'ok' ? 'text-ink-muted' : 'font-medium text-ink'}>{look.word}</span>
    </span>
  );
}
