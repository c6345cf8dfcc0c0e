'use client';

import dynamic from 'next/dynamic';
import type { ToldCosts } from '@/lib/domain/costs/report/types';
import { formatAmount, formatMoney, formatMonth } from '@/lib/format';
import { ChartFrame } from '../charts/chart-frame';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';
import type { CostBar } from './cost-bars';
import { coverageWords } from './cost-words';

/** The chart's library is larger than the page: it comes once there is something to draw. */
const CostBars = dynamic(() => import('./cost-bars'), {
  ssr: false,
  loading: () => <div className="h-56 rounded-panel bg-raised" />,
});

export interface CostChartsProps {
  readonly told: Extract<ToldCosts, { readonly state: 'told' }>;
  readonly month: string;
  readonly currency: string;
  readonly accountId: string | 'several';
  readonly region: string;
  readonly simulated: boolean;
}

/** The month by the day and the months before it, each with the table behind it. */
export function CostCharts({ told, month, currency, accountId, region, simulated }: CostChartsProps) {
  const days = told.days.map(({ day, state, amount }): CostBar => {
    const cost = amount === 'unknown' ? 'no figure' : formatAmount(amount, currency);
    return {
      name: `${Number(day.slice(8))} ${formatMonth(month)}`,
      short: String(Number(day.slice(8))),
      value: amount === 'unknown' ? 'unknown' : Number(amount),
      isWhole: state === 'whole',
      words: state === 'whole' ? cost : `${cost}, ${coverageWords[state]}`,
    };
  });
  const months = told.trend.map(({ month: one, amount, isWhole }): CostBar => {
    const cost = amount === 'unknown' ? 'not every bill has it' : formatAmount(amount, currency);
    return {
      name: formatMonth(one),
      short: `${formatMonth(one).slice(0, 3)} ${one.slice(2, 4)}`,
      value: amount === 'unknown' ? 'unknown' : Number(amount),
      isWhole,
      words: isWhole || amount === 'unknown' ? cost : `${cost}, not every day billed`,
    };
  });
  const shared = { currency, simulated, source: { kind: 'costs', region } as const };
  const own = accountId === 'several' ? {} : { accountId };
  return (
    <div className="grid gap-6 px-4 py-3 xl:grid-cols-2">
      {days.length > 0 && (
        <BarFigure {...shared} {...own} title={`Cost of each day of ${formatMonth(month)}, ${currency}`} bars={days} />
      )}
      <BarFigure {...shared} {...own} title={`Cost of each month, ${currency}`} bars={months} />
    </div>
  );
}

interface BarFigureProps {
  readonly title: string;
  readonly bars: readonly CostBar[];
  readonly currency: string;
  readonly simulated: boolean;
  readonly source: { readonly kind: 'costs'; readonly region: string };
  readonly accountId?: string;
}

function BarFigure({ title, bars, currency, ...source }: BarFigureProps) {
  const missing = bars.filter(({ value }) => value === 'unknown').map(({ name }) => name);
  return (
    <ChartFrame
      {...source}
      title={title}
      table={() => <BarTable title={title} bars={bars} currency={currency} />}
      note={missing.length === 0 ? undefined : `Hatched: no figure for ${missing.join(', ')}.`}
    >
      <CostBars
        bars={bars}
        label={`${title}. The table behind it has the figures.`}
        format={(value) => formatMoney(Math.round(value * 100), currency)}
      />
    </ChartFrame>
  );
}

/** The bars as figures, for keyboard and screen reader. */
function BarTable({ title, bars, currency }: Pick<BarFigureProps, 'title' | 'bars' | 'currency'>) {
  return (
    <div className="max-h-80 overflow-y-auto">
      <ScrollArea label={`Figures of ${title}`}>
        <table className="w-full border-collapse text-left text-table tabular-nums">
          <TableHead names={['When', currency]} numeric={[currency]} />
          <tbody>
            {bars.map(({ name, words }) => (
              <tr key={name} className="border-line border-t">
                <th scope="row" className="whitespace-nowrap px-3 py-1 font-normal">
                  {name}
                </th>
                <td className="whitespace-nowrap px-3 py-1 text-right">{words}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </div>
  );
}
