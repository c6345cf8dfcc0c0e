'use client';

import {
  Bar,
  BarChart,
  CartesianGrid,
  Cell,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { lineLook } from '../charts/line-look';
import { MissingPattern } from '../status/history-looks';

/** One bar: a day or a month with what it cost. */
export interface CostBar {
  readonly name: string;
  /** On the axis, shorter than its name. */
  readonly short: string;
  /** `unknown`: the bill has nothing of it, which is hatched and no bar of nothing. */
  readonly value: number | 'unknown';
  /** Whether more of it may still come: drawn with a dashed edge. */
  readonly isWhole: boolean;
  readonly words: string;
}

export interface CostBarsProps {
  readonly bars: readonly CostBar[];
  readonly label: string;
  readonly format: (value: number) => string;
}

const axisText = { fill: 'var(--ink-muted)', fontSize: 12 };
const patternId = 'costs-missing';
const { stroke } = lineLook(0, 1, true);

/** What each day or month cost, from zero; nothing is stacked and nothing moves. The table behind it says the same. */
export default function CostBars({ bars, label, format }: CostBarsProps) {
  const highest = bars.reduce((most, { value }) => (value === 'unknown' ? most : Math.max(most, value)), 0);
  const rows = bars.map((bar) => ({
    ...bar,
    cost: bar.value === 'unknown' ? null : bar.value,
    missing: bar.value === 'unknown' ? highest : null,
  }));
  return (
    <div role="img" aria-label={label} data-testid="cost-bars" className="h-56 w-full">
      <ResponsiveContainer width="100%" height="100%">
        <BarChart data={rows} margin={{ top: 8, right: 8, bottom: 0, left: 8 }} accessibilityLayer={false}>
          <defs>
            <MissingPattern id={patternId} />
          </defs>
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis dataKey="short" tick={axisText} stroke="var(--line-strong)" interval="equidistantPreserveStart" />
          <YAxis tick={axisText} stroke="var(--line-strong)" width={84} tickFormatter={format} />
          <ReferenceLine y={0} stroke="var(--line-strong)" />
          <Bar dataKey="cost" stackId="one" isAnimationActive={false} fill={stroke}>
            {rows.map(({ name, isWhole }) => (
              <Cell
                key={name}
                fillOpacity={isWhole ? 0.85 : 0.35}
                stroke={isWhole ? 'none' : stroke}
                strokeDasharray={isWhole ? undefined : '3 2'}
              />
            ))}
          </Bar>
          <Bar dataKey="missing" stackId="one" isAnimationActive={false} fill={`url(#${patternId})`} />
          <Tooltip
            isAnimationActive={false}
            cursor={false}
            content={({ active, payload }) => {
              const bar = active ? (payload?.[0]?.payload as CostBar | undefined) : undefined;
              if (bar === undefined) return null;
              return (
                <div className="rounded-control border border-line-strong bg-surface px-2 py-1 text-ink text-note">
                  <div className="text-ink-muted">{bar.name}</div>
                  <div>{bar.words}</div>
                </div>
              );
            }}
          />
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}
