import { type ReactNode, useId } from 'react';
import type { SheetState } from '@/lib/format/executive-report/sheet';
import { stateWords } from '@/lib/format/executive-report/state-words';

/** Pixels of one day, and of the row. */
export const dayBox = { width: 16, height: 14 } as const;

const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.2 } as const;
const cut = { fill: 'none', stroke: 'var(--surface)', strokeWidth: 1.6, strokeLinecap: 'round' as const };

const low = <rect x={2} y={9} width={12} height={4} className="fill-line-strong" />;
const raised = (
  <g className="text-warning">
    <path
      d="M2 13V5l6-4 6 4v8z"
      fill="currentColor"
      stroke="var(--warning-outline)"
      strokeWidth={1}
      strokeLinejoin="round"
    />
    <path d="M8 5v3.4M8 10.8v.1" stroke="var(--warning-mark)" strokeWidth={1.5} strokeLinecap="round" />
  </g>
);
const full = (
  <g className="text-critical">
    <rect x={2} y={0.5} width={12} height={12.5} fill="currentColor" />
    <path d="m5.5 4.2 5 5m0-5-5 5" {...cut} />
  </g>
);
const dashed = (
  <g className="text-unknown">
    <rect x={2.6} y={3.6} width={10.8} height={8.8} {...line} strokeDasharray="2 1.6" />
    <path d="M6 8h4" {...line} />
  </g>
);

/**
 * One day by height and shape: what is well is low and quiet, what was breached stands over the whole row and is crossed
 * out, what nobody knows is empty or hatched.
 */
const cells: Readonly<Record<SheetState, ReactNode>> = {
  met: low,
  'no-outage': low,
  notice: low,
  'at-risk': raised,
  warning: raised,
  breached: full,
  failed: full,
  critical: full,
  'not-measured': dashed,
  gap: (
    <g className="text-unknown">
      <path d="M2 6 5 3M2 9.5 8.5 3M2.5 12.5 12 3M6 12.5 14 4.5M9.5 12.5 14 8M13 12.5l1-1" {...line} />
    </g>
  ),
  'no-objective': <path d="M2 12.4h12" className="text-inactive" {...line} />,
  open: <rect x={2.6} y={9.6} width={10.8} height={3} className="text-inactive" {...line} strokeDasharray="1.2 1.6" />,
};

export interface DayCellsProps {
  readonly days: readonly { readonly day: string; readonly state: SheetState }[];
  /** Says in words what is drawn. */
  readonly label: string;
}

/** A row of days, each by its shape. */
export function DayCells({ days, label }: DayCellsProps) {
  const title = useId();
  const width = days.length * dayBox.width;
  return (
    <svg
      role="img"
      aria-labelledby={title}
      width={width}
      height={dayBox.height}
      viewBox={`0 0 ${width} ${dayBox.height}`}
      className="block h-auto max-w-full"
    >
      <title id={title}>{label}</title>
      {days.map(({ day, state }, index) => (
        <g key={day} transform={`translate(${index * dayBox.width})`}>
          {/* Which day it is, under the pointer; those that were met are many and alike. */}
          {state !== 'met' && <title>{`${day}: ${stateWords[state]}`}</title>}
          {cells[state]}
        </g>
      ))}
    </svg>
  );
}

/** What the shapes of days mean, those alone that are in use. */
export function DayLegend({ states }: { readonly states: readonly SheetState[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-0.5" aria-label="What the marks of days mean">
      {states.map((state) => (
        <li key={state} className="inline-flex items-center gap-1.5">
          <svg aria-hidden="true" width={dayBox.width} height={dayBox.height} viewBox="0 0 16 14">
            {cells[state]}
          </svg>
          {stateWords[state]}
        </li>
      ))}
    </ul>
  );
}
