'use client';

import { Fragment } from 'react';
import type { SignalRow } from '@/lib/domain/series/build-signal-board';
import { goldenSignals } from '@/lib/domain/series/metric-window';
import type { EpochMs } from '@/lib/domain/time';
import type { MarkReading } from '../events/use-marks';
import { regionAddress, workloadAddress } from '../shell/addresses';
import { Button } from '../ui/button';
import { NameLink } from '../ui/name-link';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';
import { SignalCell } from './signal-cell';
import { SignalDetail } from './signal-detail';
import { familyNames, signalNames } from './signal-words';

export interface SignalTableProps {
  readonly rows: readonly SignalRow[];
  readonly now: EpochMs;
  readonly simulated: boolean;
  /** What a row says it belongs to, beside its name. */
  readonly beside: 'workload' | 'region';
  readonly marks: MarkReading;
  /** The row whose charts are open; `none` for none. */
  readonly opened: string;
  readonly open: (id: string) => void;
}

/** Resources with their four golden signals; each row opens into its charts. */
export function SignalTable({ rows, beside, marks, now, simulated, opened, open }: SignalTableProps) {
  const names = goldenSignals.map((signal) => signalNames[signal]);
  return (
    <ScrollArea label="Golden signals by resource">
      <table className="w-full border-collapse text-left text-table">
        <TableHead names={['Resource', ...names]} />
        <tbody>
          {rows.map((row) => {
            const isOpen = row.id === opened;
            return (
              <Fragment key={row.id}>
                <tr
                  data-testid={`signals-row-${row.id}`}
                  data-family={row.resource.family}
                  className="border-line border-t align-top"
                >
                  <ResourceCell row={row} beside={beside} isOpen={isOpen} onToggle={() => open(isOpen ? '' : row.id)} />
                  {goldenSignals.map((signal) => (
                    <SignalCell key={signal} cell={row.cells[signal]} window={row.window} now={now} />
                  ))}
                </tr>
                {isOpen && (
                  <tr className="border-line border-t bg-canvas">
                    <td colSpan={5}>
                      {/* As wide as the window, however wide the table: charts are not scrolled sideways. */}
                      <div className="sticky left-0 max-w-[calc(100vw-2.25rem)] sm:max-w-[calc(100vw-3.25rem)]">
                        <SignalDetail row={row} marks={marks} now={now} simulated={simulated} />
                      </div>
                    </td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </ScrollArea>
  );
}

interface ResourceCellProps {
  readonly row: SignalRow;
  readonly beside: SignalTableProps['beside'];
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/** Stays in sight however far the table is scrolled sideways. */
function ResourceCell({ row: { resource, workloadId, window }, beside, isOpen, onToggle }: ResourceCellProps) {
  const words = isOpen ? 'Close' : 'Charts';
  return (
    <th scope="row" className="sticky left-0 min-w-40 max-w-[22rem] bg-surface px-3 py-1.5 font-normal">
      <span className="line-clamp-3 [overflow-wrap:anywhere]" title={resource.name}>
        <bdi>{resource.name}</bdi>
      </span>
      <span className="flex flex-wrap items-center gap-x-2 text-ink-muted text-note">
        <span>
          {familyNames[resource.family]}
          {resource.region === 'global' && ', all edges'}
          {beside === 'workload' ? ' of ' : ' in '}
          {beside === 'workload' ? (
            <NameLink href={workloadAddress(workloadId)}>{workloadId}</NameLink>
          ) : (
            <NameLink href={regionAddress(window.region)}>{window.region}</NameLink>
          )}
        </span>
        <Button size="small" aria-expanded={isOpen} aria-label={`${words} of ${resource.name}`} onClick={onToggle}>
          {words}
        </Button>
      </span>
    </th>
  );
}
