'use client';

import { useState } from 'react';
import type { DensityBucket, EventDensity } from '@/lib/domain/events/density';
import type { TimeBounds } from '@/lib/domain/time-range';
import { formatCount, formatUtc } from '@/lib/format';
import { axisPx } from '../charts/lay-out-lines';
import { anchorOf, shareOf, timeTicks } from '../charts/time-axis';
import { densityFill } from '../status/mark-looks';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';

export interface DensityStripProps {
  readonly density: EventDensity;
  readonly bounds: TimeBounds;
  /** Looks at one stretch of time closely. */
  readonly onZoom: (bounds: TimeBounds) => void;
}

const height = 40;
const names = ['From, UTC', 'Critical', 'Warning', 'Notice'];

/** When events began, over the whole range: critical ones from the floor up, all others quiet above. */
export function DensityStrip({ density: { buckets, bucketMs, before }, bounds, onZoom }: DensityStripProps) {
  const [open, setOpen] = useState(false);
  const most = Math.max(1, ...buckets.map(totalOf));
  const filled = buckets.filter((bucket) => totalOf(bucket) > 0);
  const label = `${formatCount(filled.reduce((sum, bucket) => sum + totalOf(bucket), 0))} events began in ${filled.length} of ${buckets.length} stretches of time, ${formatCount(most)} in one at the most`;
  return (
    <figure className="grid gap-1 px-4 pt-3 pb-2" data-testid="density">
      <svg role="img" aria-label={label} width="100%" height={height + axisPx} className="block">
        {filled.map((bucket) => {
          const x = `${(shareOf(bucket.at, bounds) * 100).toFixed(3)}%`;
          const width = `${(82 / buckets.length).toFixed(3)}%`;
          const tall = (count: number) => (count === 0 ? 0 : Math.max(3, (count / most) * (height - 2)));
          const all = tall(totalOf(bucket));
          const critical = Math.min(all, tall(bucket.critical));
          const zoom = () => onZoom({ startAt: bucket.at, endAt: bucket.at + bucketMs });
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut of the pointer; the time range is chosen above
            <g key={bucket.at} onClick={zoom} className="cursor-pointer">
              <title>{`${formatUtc(bucket.at, 'date')}: ${bucketWords(bucket)}`}</title>
              <rect x={x} width={width} y={0} height={height} fill="transparent" />
              <rect x={x} width={width} y={height - all} height={all} className={densityFill.other} />
              <rect x={x} width={width} y={height - critical} height={critical} className={densityFill.critical} />
            </g>
          );
        })}
        {timeTicks(bounds.startAt, bounds.endAt, 5).map(({ at, label: words }) => (
          <text
            key={at}
            x={`${(shareOf(at, bounds) * 100).toFixed(2)}%`}
            y={height + axisPx - 4}
            textAnchor={anchorOf(shareOf(at, bounds))}
            fontSize={12}
            fill="var(--ink-muted)"
          >
            {words}
          </text>
        ))}
        <line x1="0" x2="100%" y1={height - 0.5} y2={height - 0.5} stroke="var(--line-strong)" />
      </svg>
      <figcaption className="flex flex-wrap gap-x-4 text-ink-muted text-note">
        <details onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary className="text-link text-note">Counts as a table</summary>
          {open && (
            <ScrollArea label="Events by stretch of time">
              <table className="border-collapse text-left text-table tabular-nums">
                <TableHead names={names} numeric={names.slice(1)} />
                <tbody>
                  {filled.map((bucket) => (
                    <tr key={bucket.at} className="border-line border-t">
                      <th scope="row" className="whitespace-nowrap px-3 py-1 font-normal">
                        {formatUtc(bucket.at, 'date')}
                      </th>
                      {[bucket.critical, bucket.warning, bucket.notice].map((count, index) => (
                        <td key={names[index + 1]} className="px-3 py-1 text-right">
                          {formatCount(count)}
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </ScrollArea>
          )}
        </details>
        {before > 0 && <span>{`${formatCount(before)} began before this range and stood in it.`}</span>}
      </figcaption>
    </figure>
  );
}

function totalOf({ critical, warning, notice }: DensityBucket): number {
  return critical + warning + notice;
}

function bucketWords({ critical, warning, notice }: DensityBucket): string {
  return `${critical} critical, ${warning} warnings, ${notice} notices began`;
}
