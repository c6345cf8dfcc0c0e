import { memo, type ReactNode } from 'react';
import type { LinkView, WorkloadView } from '@/lib/domain/overview/types';
import type { ExecutionState } from '@/lib/domain/recovery/execution';
import type { ComplianceState, HealthState, Severity } from '@/lib/domain/vocabulary';
import { lookOfVerdict } from './compliance-status';
import { executionLooks } from './execution-status';
import { flowLooks } from './flow-status';
import { healthLooks } from './health-status';
import { protectionLooks } from './protection-status';
import { severityLooks } from './severity-mark';
import { type Shape, StatusIcon } from './status-icon';
import type { Tone } from './tones';

/** What stands for a state on the wall. */
export interface WallLook {
  readonly shape: Shape;
  readonly tone: Tone;
}

/**
 * Ground and edge of a tile as they are read from across a room: what is critical fills, a warning fills the edge, the
 * unknown is hatched, and what is well is bare. Area carries urgency.
 */
const grounds: Readonly<Record<Tone, string>> = {
  critical: 'bg-critical text-critical-ink [--tile:var(--critical)]',
  warning:
    'shadow-[inset_0_0_0_0.13em_var(--warning),inset_0_0_0_calc(0.13em+1px)_var(--warning-outline)] [--tile:var(--surface)]',
  unknown:
    'bg-[repeating-linear-gradient(135deg,color-mix(in_srgb,var(--unknown)_30%,transparent)_0_0.06em,transparent_0.06em_0.42em)] outline-dashed outline-[0.06em] -outline-offset-[0.06em] outline-unknown [--tile:var(--surface)]',
  active: 'shadow-[inset_0.18em_0_0_var(--active)] [--tile:var(--surface)]',
  normal: '[--tile:var(--surface)]',
  inactive: '[--tile:var(--surface)]',
};

/** Inside of what is filled an icon has the colour of the text, and what is cut out of it the colour of the ground. */
const inside: Readonly<Record<Tone, string>> = {
  critical:
    '[--critical:var(--critical-ink)] [--ink-muted:var(--critical-ink)] [--ink:var(--critical-ink)] [--surface:var(--tile)]',
  warning: '',
  unknown: '',
  active: '',
  normal: '',
  inactive: '',
};

/** Seen by somebody and still critical: the edge says so, and the fill is for what nobody has seen. */
const seenCritical = 'shadow-[inset_0_0_0_0.13em_var(--critical)] [--tile:var(--surface)]';

export interface WallTileProps {
  readonly tone: Tone;
  /** Of something critical: somebody has seen it. */
  readonly seen?: boolean;
  /** All of it, for whoever stands nearer than the wall was made for. */
  readonly title?: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A tile of the wall in the look of its tone. */
export function WallTile({ tone, seen = false, title, className = '', children }: WallTileProps) {
  const isSeen = seen && tone === 'critical';
  return (
    <div
      title={title}
      data-tone={tone}
      className={`min-w-0 overflow-hidden rounded-panel ${isSeen ? seenCritical : grounds[tone]}`}
    >
      <div className={`h-full min-w-0 px-(--cell-x) py-(--cell-y) ${isSeen ? '' : inside[tone]} ${className}`}>
        {children}
      </div>
    </div>
  );
}

export interface WallStateProps {
  readonly shape: Shape;
  readonly tone: Tone;
  readonly words: string;
  readonly iconPx: number;
}

/** A state at the size of figures: its shape and its words, which are never cut. */
export const WallState = memo(function WallState({ shape, tone, words, iconPx }: WallStateProps) {
  const quiet = tone === 'normal' || tone === 'inactive';
  return (
    <span className="wall-figure flex items-center gap-[0.25em] whitespace-nowrap">
      <StatusIcon shape={shape} tone={tone} size={iconPx} />
      <span className={quiet ? 'font-medium text-ink-muted' : 'font-semibold'}>{words}</span>
    </span>
  );
});

const nobody: WallLook = { shape: 'empty-square', tone: 'inactive' };

export function wallHealth(state: HealthState | 'no-users'): WallLook {
  return state === 'no-users' ? nobody : healthLooks[state];
}

export function wallVerdict(state: ComplianceState, provableNow: boolean): WallLook {
  return lookOfVerdict(state, provableNow);
}

export function wallProtection(state: WorkloadView['protection']['state'], provableNow: boolean): WallLook {
  return state === 'protected' && !provableNow ? { shape: 'shield-half', tone: 'inactive' } : protectionLooks[state];
}

/** The worse of a link's verdict and of what its flow says. */
export function wallLink(state: ComplianceState, provableNow: boolean, flow: LinkView['flow']): WallLook {
  if (state === 'breached') return lookOfVerdict(state, provableNow);
  if (flow === 'stalled' || flow === 'rebuilding') return flowLooks[flow];
  if (flow === 'unknown' && state !== 'at-risk') return lookOfVerdict('not-measured', false);
  return lookOfVerdict(state, provableNow);
}

export function wallSeverity(severity: Severity): WallLook & { readonly word: string } {
  return severityLooks[severity];
}

export function wallRun(state: ExecutionState, asks: boolean, isSilent: boolean): WallLook {
  if (isSilent) return { shape: 'dashed-question', tone: 'unknown' };
  return asks ? { shape: 'hand', tone: 'warning' } : executionLooks[state];
}

/** How the clock of a run stands against its objective. */
export function wallClock(isOver: boolean, isAtRisk: boolean, hasObjective: boolean): WallLook {
  if (!hasObjective) return nobody;
  if (isOver) return { shape: 'octagon-clock', tone: 'critical' };
  return isAtRisk ? { shape: 'triangle-clock', tone: 'warning' } : { shape: 'ring-clock', tone: 'normal' };
}

/** What a scene with nothing in it says: that all is well, that nothing is under way, or that nothing can be said. */
export type WallClaim = 'well' | 'idle' | 'unknown';

const claims: Readonly<Record<WallClaim, WallLook>> = {
  well: { shape: 'ring-check', tone: 'normal' },
  idle: { shape: 'empty-ring', tone: 'inactive' },
  unknown: { shape: 'dashed-question', tone: 'unknown' },
};

export function wallClaim(says: WallClaim): WallLook {
  return claims[says];
}

/** Time used of the objective, from the left; past it all of it is filled. Hidden from assistive technology. */
export function WallClockBar({ share, tone }: { readonly share: number; readonly tone: Tone }) {
  const fill = { critical: 'fill-critical', warning: 'fill-warning' }[tone as 'critical'] ?? 'fill-ink-muted';
  return (
    <svg aria-hidden="true" width="100%" height="100%" className="block">
      <rect width="100%" height="100%" className="fill-raised" />
      <rect width={`${(Math.min(1, Math.max(0, share)) * 100).toFixed(1)}%`} height="100%" className={fill} />
    </svg>
  );
}
