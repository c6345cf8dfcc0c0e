import type { EventKind, TimelineEvent } from '@/lib/domain/events/event';
import { executionLooks } from './execution-status';
import { severityLooks } from './severity-mark';
import type { Shape } from './status-icon';
import type { Tone } from './tones';

/** How events are marked on charts: outages, what AWS says is wrong, runs, planned work. */
export type MarkTone = Extract<Tone, 'critical' | 'warning' | 'active' | 'inactive'>;

/** Line and number of a mark. */
export const markStroke: Readonly<Record<MarkTone, string>> = {
  critical: 'var(--critical)',
  warning: 'var(--warning-outline)',
  active: 'var(--active)',
  inactive: 'var(--ink-muted)',
};

/** Ground of the stretch it lasted; faint, as lines are read through it. */
export const markBandOpacity = 0.1;

const kindTones: Readonly<Record<EventKind, MarkTone>> = {
  finding: 'critical',
  health: 'warning',
  alarm: 'warning',
  run: 'active',
  'planned-work': 'inactive',
  acknowledgement: 'inactive',
};

export function markTone(kind: EventKind): MarkTone {
  return kindTones[kind];
}

export interface EventLook {
  readonly shape: Shape;
  readonly tone: Tone;
}

const ended: EventLook = { shape: 'ring-clock', tone: 'inactive' };

/** The mark of an event in a list: loud while it stands, quiet once it is over. */
export function eventLook({ kind, severity, until }: Pick<TimelineEvent, 'kind' | 'severity' | 'until'>): EventLook {
  if (kind === 'acknowledgement') return { shape: 'ring-check', tone: 'inactive' };
  if (kind === 'planned-work') return { shape: 'clock', tone: 'inactive' };
  if (kind === 'run' && severity === 'notice') return executionLooks[until === 'open' ? 'running' : 'completed'];
  const { shape, tone } = severityLooks[severity];
  return until === 'open' ? { shape, tone } : { shape, tone: severity === 'critical' ? tone : ended.tone };
}

/** Bars of how many events began. */
export const densityFill = { critical: 'fill-critical', other: 'fill-line-strong' } as const;
