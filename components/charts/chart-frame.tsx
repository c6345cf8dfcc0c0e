'use client';

import { type ReactNode, useState } from 'react';
import type { ConsoleSource } from '@/lib/domain/console-link/source';
import { SourceLink } from './source-link';

export interface ChartFrameProps {
  /** One line: what and in which unit, e.g. `Replication lag, worst of each 5 m`. */
  readonly title: string;
  /** Where its figures come from; `none` for what the console measures itself. */
  readonly source: ConsoleSource | 'none';
  readonly accountId?: string;
  readonly simulated: boolean;
  /** The same figures as a table; built only when it is opened. */
  readonly table: () => ReactNode;
  /** What else must be said: spans without data, how old it is. */
  readonly note?: ReactNode;
  readonly children: ReactNode;
}

/** Around every chart: its title, its source in the AWS console, and the table behind it. */
export function ChartFrame({ title, source, accountId, simulated, table, note, children }: ChartFrameProps) {
  const [open, setOpen] = useState(false);
  return (
    <figure className="grid min-w-0 gap-1.5">
      <figcaption className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5">
        <span className="font-medium text-ink text-table">{title}</span>
        {source !== 'none' && <SourceLink source={source} accountId={accountId} simulated={simulated} />}
      </figcaption>
      {children}
      {note !== undefined && <div className="text-ink-muted text-note">{note}</div>}
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className="text-link text-note">Figures as a table</summary>
        {open && table()}
      </details>
    </figure>
  );
}
