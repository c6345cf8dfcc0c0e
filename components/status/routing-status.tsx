import type { RoutingState } from '@/lib/domain/routing-page/types';
import { type Shape, StatusIcon } from './status-icon';
import type { Tone } from './tones';

export const routingLooks: Readonly<
  Record<RoutingState, { readonly shape: Shape; readonly tone: Tone; readonly word: string }>
> = {
  wrong: { shape: 'octagon-cross', tone: 'critical', word: 'Not served' },
  unexpected: { shape: 'triangle-mark', tone: 'warning', word: 'Elsewhere' },
  unknown: { shape: 'dashed-question', tone: 'unknown', word: 'Unknown' },
  expected: { shape: 'ring-check', tone: 'normal', word: 'As declared' },
};

/** Whether users are sent where they should be. */
export function RoutingStatus({ state, sentence }: { readonly state: RoutingState; readonly sentence?: string }) {
  const look = routingLooks[state];
  return (
    <span className="block">
      <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
        <StatusIcon shape={look.shape} tone={look.tone} />
        <span className={state === 'expected' ? 'text-ink-muted' : 'font-medium text-ink'}>{look.word}</span>
      </span>
      {sentence !== undefined && <span className="block text-ink-muted text-note">{sentence}</span>}
    </span>
  );
}

const controlLooks = {
  on: { shape: 'dot-info', tone: 'inactive', word: 'On' },
  off: { shape: 'empty-square', tone: 'inactive', word: 'Off' },
  unknown: { shape: 'dashed-question', tone: 'unknown', word: 'Unknown' },
} as const;

/** A routing control is a switch: on and off are both as somebody wanted it. */
export function ControlStatus({ state }: { readonly state: keyof typeof controlLooks }) {
  const look = controlLooks[state];
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <StatusIcon shape={look.shape} tone={look.tone} />
      <span className={state === 'unknown' ? 'text-ink' : 'text-ink-muted'}>{look.word}</span>
    </span>
  );
}

const checkerLooks = {
  pass: { shape: 'ring-check', tone: 'normal' },
  fail: { shape: 'octagon-cross', tone: 'critical' },
  mixed: { shape: 'half-ring', tone: 'warning' },
  unknown: { shape: 'dashed-question', tone: 'unknown' },
} as const;

/** What the checkers of one region say together. */
export function CheckersStatus({
  state,
  children,
}: {
  readonly state: keyof typeof checkerLooks;
  readonly children: string;
}) {
  const look = checkerLooks[state];
  return (
    <span className="inline-flex items-center gap-1.5">
      <StatusIcon shape={look.shape} tone={look.tone} />
      <span className={state === 'pass' ? 'text-ink-muted' : 'text-ink'}>{children}</span>
    </span>
  );
}
