import type { ReactNode } from 'react';
import { iconTone, type Tone } from './tones';

export type Shape =
  | 'octagon-cross'
  | 'triangle-mark'
  | 'dashed-question'
  | 'ring-check'
  | 'octagon-clock'
  | 'triangle-clock'
  | 'ring-clock'
  | 'half-ring'
  | 'dashed-minus'
  | 'empty-square'
  | 'shield-cross'
  | 'shield-mark'
  | 'shield-question'
  | 'shield-check'
  | 'shield-half'
  | 'diamond-mark'
  | 'half-diamond'
  | 'dot-info'
  | 'clock'
  | 'arc'
  | 'arc-check'
  | 'hand'
  | 'octagon-bars'
  | 'square-bars'
  | 'square-cross'
  | 'flag'
  | 'flag-mark'
  | 'empty-ring'
  | 'skip';

const octagon = 'M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5z';
const triangle = 'M8 1.2 15.4 14.6H.6z';
const shield = 'M8 .8 14 3v4.6c0 3.6-2.5 6.3-6 7.6-3.5-1.3-6-4-6-7.6V3z';
const flag = 'M4 1.2v14M4 2.2h9l-2.4 3 2.4 3H4z';
const diamond = 'M8 .6 15.4 8 8 15.4.6 8z';

/** Cut out of a filled shape: drawn in the colour of the ground. */
const cut = { fill: 'none', stroke: 'var(--surface)', strokeWidth: 1.9, strokeLinecap: 'round' as const };
const drawn = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.6, strokeLinecap: 'round' as const };
/** The warning tone alone is too light for a light ground; its outline token carries the contrast. */
const outlined = {
  fill: 'currentColor',
  stroke: 'var(--warning-outline)',
  strokeWidth: 1,
  strokeLinejoin: 'round' as const,
};

const shapes: Readonly<Record<Shape, ReactNode>> = {
  'octagon-cross': (
    <>
      <path d={octagon} fill="currentColor" />
      <path d="m5.4 5.4 5.2 5.2m0-5.2-5.2 5.2" {...cut} />
    </>
  ),
  'octagon-clock': (
    <>
      <path d={octagon} fill="currentColor" />
      <path d="M8 4.2V8l2.6 1.8" {...cut} />
    </>
  ),
  'triangle-mark': (
    <>
      <path d={triangle} {...outlined} />
      <path d="M8 6v3.8M8 12.4v.1" fill="none" stroke="var(--warning-mark)" strokeWidth={1.8} strokeLinecap="round" />
    </>
  ),
  'triangle-clock': (
    <>
      <path d={triangle} {...outlined} />
      <path d="M8 6.4v3.8l2 1.4" fill="none" stroke="var(--warning-mark)" strokeWidth={1.6} strokeLinecap="round" />
    </>
  ),
  'dashed-question': (
    <>
      <circle cx={8} cy={8} r={6.8} {...drawn} strokeDasharray="2.6 2.6" />
      <path d="M6.1 6.3a1.9 1.9 0 1 1 2.6 1.8c-.5.2-.7.5-.7 1.1M8 11.6v.1" {...drawn} />
    </>
  ),
  'dashed-minus': (
    <>
      <circle cx={8} cy={8} r={6.8} {...drawn} strokeDasharray="2.6 2.6" />
      <path d="M5.4 8h5.2" {...drawn} />
    </>
  ),
  'ring-check': (
    <>
      <circle cx={8} cy={8} r={5.6} {...drawn} strokeWidth={1.3} />
      <path d="m5.6 8.2 1.7 1.7 3.2-3.6" {...drawn} strokeWidth={1.4} />
    </>
  ),
  'ring-clock': (
    <>
      <circle cx={8} cy={8} r={5.6} {...drawn} strokeWidth={1.3} />
      <path d="M8 5v3.1l1.9 1.3" {...drawn} strokeWidth={1.4} />
    </>
  ),
  'half-ring': (
    <>
      <circle cx={8} cy={8} r={5.6} {...drawn} strokeWidth={1.3} />
      <path d="M8 2.4a5.6 5.6 0 0 0 0 11.2z" fill="currentColor" />
    </>
  ),
  'empty-square': <rect x={2.5} y={2.5} width={11} height={11} {...drawn} />,
  'shield-cross': (
    <>
      <path d={shield} fill="currentColor" />
      <path d="m5.6 5.4 4.8 4.8m0-4.8-4.8 4.8" {...cut} />
    </>
  ),
  'shield-mark': (
    <>
      <path d={shield} {...outlined} />
      <path d="M8 4.4v4M8 11.2v.1" fill="none" stroke="var(--warning-mark)" strokeWidth={1.8} strokeLinecap="round" />
    </>
  ),
  'shield-question': (
    <>
      <path d={shield} {...drawn} strokeDasharray="2.6 2.2" />
      <path d="M6.3 5.7a1.8 1.8 0 1 1 2.4 1.7c-.5.2-.7.5-.7 1M8 10.8v.1" {...drawn} />
    </>
  ),
  'shield-check': (
    <>
      <path d={shield} {...drawn} strokeWidth={1.3} />
      <path d="m5.5 7.8 1.8 1.8 3.2-3.8" {...drawn} strokeWidth={1.4} />
    </>
  ),
  'shield-half': (
    <>
      <path d={shield} {...drawn} strokeWidth={1.3} />
      <path d="M8 .8v14.4C4.5 13.9 2 11.2 2 7.6V3z" fill="currentColor" />
    </>
  ),
  'diamond-mark': (
    <>
      <path d={diamond} fill="currentColor" />
      <path d="M8 4.4v4.4M8 11.4v.1" {...cut} />
    </>
  ),
  'half-diamond': (
    <>
      <path d={diamond} fill="none" stroke="var(--warning-outline)" strokeWidth={1.5} strokeLinejoin="round" />
      <path d="M8 1v14L1 8z" fill="currentColor" />
    </>
  ),
  'dot-info': (
    <>
      <circle cx={8} cy={8} r={5.6} {...drawn} strokeWidth={1.3} />
      <path d="M8 7.4v3.2M8 5.2v.1" {...drawn} />
    </>
  ),
  clock: (
    <>
      <circle cx={8} cy={8} r={6} {...drawn} strokeWidth={1.3} />
      <path d="M8 4.6V8l2.3 1.6" {...drawn} strokeWidth={1.4} />
    </>
  ),
  // Three quarters of a ring: the one thing that turns.
  arc: <path d="M8 2a6 6 0 1 1-6 6" {...drawn} strokeWidth={2.2} className="origin-center turning" />,
  'arc-check': (
    <>
      <path d="M8 2a6 6 0 1 1-6 6" {...drawn} strokeWidth={2} className="origin-center turning" />
      <path d="m5.9 8.2 1.5 1.5 2.8-3.2" {...drawn} strokeWidth={1.4} />
    </>
  ),
  hand: (
    <path
      d="M5 9V3.6a1 1 0 0 1 2 0V7 2.2a1 1 0 0 1 2 0V7 3a1 1 0 0 1 2 0v4.4 -2a1 1 0 0 1 2 0V10c0 3-1.8 5-4.4 5-2 0-3-.8-4-2.4L2.3 9.4c-.5-1 .7-1.9 1.5-1.1z"
      {...outlined}
    />
  ),
  'octagon-bars': (
    <>
      <path d={octagon} fill="currentColor" />
      <path d="M6.2 5v6M9.8 5v6" {...cut} />
    </>
  ),
  'square-bars': (
    <>
      <rect x={2} y={2} width={12} height={12} rx={1} {...drawn} />
      <path d="M6.2 5.2v5.6M9.8 5.2v5.6" {...drawn} />
    </>
  ),
  'square-cross': (
    <>
      <rect x={2} y={2} width={12} height={12} rx={1} {...drawn} />
      <path d="m5.4 5.4 5.2 5.2m0-5.2-5.2 5.2" {...drawn} />
    </>
  ),
  flag: <path d={flag} {...drawn} strokeWidth={1.4} strokeLinejoin="round" />,
  'flag-mark': (
    <>
      <path d="M3 1.2v14M3 2h11.4l-2.6 3.6 2.6 3.6H3z" {...outlined} />
      <path
        d="M7.6 3.4v2.4M7.6 7.6v.1"
        fill="none"
        stroke="var(--warning-mark)"
        strokeWidth={1.5}
        strokeLinecap="round"
      />
      <path d="M3 1.2v14" fill="none" stroke="var(--warning-outline)" strokeWidth={1.5} strokeLinecap="round" />
    </>
  ),
  'empty-ring': <circle cx={8} cy={8} r={5.6} {...drawn} strokeWidth={1.3} />,
  skip: <path d="M2.5 3.5 7 8l-4.5 4.5M7.5 3.5 12 8l-4.5 4.5M13.5 3.5v9" {...drawn} strokeLinejoin="round" />,
};

/** Shapes of warnings bring an outline in their tone, which a count of none must not have. */
const ownOutline = '[--warning-outline:currentColor]';

export interface StatusIconProps {
  readonly shape: Shape;
  readonly tone: Tone;
  /** CSS pixels; never under 14, where shapes can no longer be told apart. */
  readonly size?: number;
  /** Place inside another drawing. */
  readonly x?: number;
  readonly y?: number;
}

/** A status shape. Always shown with its word beside it, so it is hidden from assistive technology. */
export function StatusIcon({ shape, tone, size = 16, x, y }: StatusIconProps) {
  return (
    <svg
      x={x}
      y={y}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
      className={`inline-block shrink-0 ${iconTone[tone]} ${tone === 'warning' ? '' : ownOutline}`}
    >
      {shapes[shape]}
    </svg>
  );
}
