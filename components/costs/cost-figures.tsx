import type { CurrencyReport, ToldCosts } from '@/lib/domain/costs/report/types';
import { changePercent } from '@/lib/domain/costs/scale-decimal';
import { formatList } from '@/lib/domain/wording/list';
import { formatAmount, formatMonth } from '@/lib/format';
import { coverageWords } from './cost-words';

export interface CostFiguresProps {
  readonly report: CurrencyReport;
  readonly told: Extract<ToldCosts, { readonly state: 'told' }>;
  readonly month: string;
}

/** A month in four figures: what it has cost, what it will, how it compares, and how much of it is billed at all. */
export function CostFigures({ report, told, month }: CostFiguresProps) {
  const { currency, coverage, forecast } = report;
  return (
    <dl
      className="grid gap-x-8 gap-y-3 px-4 py-3 sm:grid-cols-2 xl:grid-cols-4"
      data-testid={`cost-figures-${currency}`}
    >
      <Figure
        name={
          coverage.by === 'day' && coverage.days.length < coverage.daysInMonth ? 'Month to date' : formatMonth(month)
        }
        value={formatAmount(told.total, currency)}
        note={monthNote(coverage)}
      />
      <Figure name="Forecast of the month, est." {...forecastWords(forecast, currency)} />
      <Figure name={comparedName(told.compared)} {...comparedWords(told.compared, currency)} />
      <Figure name="Coverage" {...daysWords(coverage)} />
    </dl>
  );
}

/** A sum that lacks days is never shown as if it were whole. */
function monthNote({ days, estimated, without }: CurrencyReport['coverage']): string {
  const lacking = days.filter(({ state }) => state === 'not-read' || state === 'absent').length;
  const lacks = [
    ...(lacking === 0 ? [] : [`without ${lacking} ${lacking === 1 ? 'day' : 'days'} that nothing is known of`]),
    ...(without.length === 0 ? [] : [`without account ${formatList(without)}`]),
  ];
  return [...lacks, estimated ? 'AWS may still correct it' : 'closed by AWS'].join('; ');
}

interface Words {
  readonly value: string;
  readonly note: string;
}

function Figure({ name, value, note }: Words & { readonly name: string }) {
  return (
    <div className="grid content-start gap-0.5">
      <dt className="text-ink-muted text-table">{name}</dt>
      <dd className="text-section">
        {value}
        <span className="block max-w-[44ch] text-ink-muted text-note">{note}</span>
      </dd>
    </div>
  );
}

function forecastWords(forecast: CurrencyReport['forecast'], currency: string): Words {
  if (forecast.state === 'not-told') return { value: 'Not told', note: `${forecast.because}.` };
  const { expected, atLeast, atMost, levelPercent, accounts } = forecast;
  const range =
    atLeast === 'not-told' || atMost === 'not-told'
      ? 'AWS gave no interval'
      : `${formatAmount(atLeast, currency)} to ${formatAmount(atMost, currency)}, ${levelPercent} %`;
  return {
    value: `${formatAmount(expected, currency)} est.`,
    note: accounts > 1 ? `${range} of each account: together it is wider` : range,
  };
}

type Compared = CostFiguresProps['told']['compared'];

function comparedName(compared: Compared): string {
  return compared.state === 'not-comparable' ? 'Against the month before' : `Against ${formatMonth(compared.month)}`;
}

function comparedWords(compared: Compared, currency: string): Words {
  if (compared.state === 'not-comparable') return { value: 'Not comparable', note: `${compared.because}.` };
  const { now, before, days, daysBefore, state } = compared;
  const over =
    state === 'same-days'
      ? `the same ${days} ${days === 1 ? 'day' : 'days'} of both`
      : `${days} days against ${daysBefore}`;
  return {
    value: changeWords(before, now),
    note: `${formatAmount(now, currency)} against ${formatAmount(before, currency)}, over ${over}`,
  };
}

/** A change with its direction as a word and an arrow, never by colour; rounded away from zero. */
export function changeWords(before: Parameters<typeof changePercent>[0], now: typeof before): string {
  const percent = changePercent(before, now);
  if (percent === 'none') return now === '0' ? 'Nothing in either' : 'New';
  if (percent === 0) return 'No change';
  const size = Math.ceil(Math.abs(percent) * 10 - 1e-9) / 10;
  return percent > 0 ? `▲ ${size} % more` : `▼ ${size} % less`;
}

function daysWords({ by, days, billedDays, daysInMonth, without }: CurrencyReport['coverage']): Words {
  const missing = without.length === 0 ? '' : `; nothing of it from account ${formatList(without)}`;
  if (by === 'none') return { value: 'Nothing read', note: `no bill has this month${missing}` };
  if (by === 'month') return { value: 'The whole month', note: `kept as a whole, not by the day${missing}` };
  const others = (['arriving', 'absent', 'changed', 'not-read'] as const).flatMap((state) => {
    const own = days.filter((one) => one.state === state).map(({ day }) => Number(day.slice(8)));
    return own.length === 0 ? [] : [`${coverageWords[state]}: ${formatDays(own)}`];
  });
  return {
    value: `${billedDays} of ${daysInMonth} days billed`,
    note: [...others, ...(missing === '' ? [] : [missing.slice(2)])].join('; ') || 'every day is billed',
  };
}

/** `3, 4 and 9–12`. */
function formatDays(days: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const day of days) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === day - 1) last[1] = day;
    else runs.push([day, day]);
  }
  return formatList(runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)));
}
