import { formatCount, formatList } from '@/lib/domain/wording/list';
import type { SheetBlock, SheetState } from '@/lib/format/executive-report/sheet';
import { stateWords } from '@/lib/format/executive-report/state-words';
import { DayCells, DayLegend } from '../status/day-cells';
import { ScrollArea } from '../ui/scroll-area';
import { SheetWords } from './sheet-words';

export interface SheetDaysProps {
  readonly block: Extract<SheetBlock, { kind: 'days' }>;
}

/** One row of days for each, every day by the shape of its state, with what the shapes mean. */
export function SheetDays({ block: { rows } }: SheetDaysProps) {
  const used = new Set(rows.flatMap(({ days }) => days.map(({ state }) => state)));
  const legend = (Object.keys(stateWords) as SheetState[]).filter((state) => used.has(state));
  return (
    <div className="grid gap-1.5 sheet-cell print:*:static print:*:overflow-visible">
      <ScrollArea label="Days">
        <dl className="grid min-w-[40rem] grid-cols-[9.5rem_1fr] items-center gap-x-3 gap-y-1 print:min-w-0">
          {rows.map(({ label, days }) => (
            <div key={label} className="col-span-full grid break-inside-avoid grid-cols-subgrid items-center">
              <dt className="min-w-0">
                <SheetWords>{label}</SheetWords>
              </dt>
              <dd className="min-w-0">
                <DayCells days={days} label={daysInWords(days)} />
              </dd>
            </div>
          ))}
        </dl>
      </ScrollArea>
      <DayLegend states={legend} />
    </div>
  );
}

/** How the days of a row were, for whoever does not see them: what was not met is named by its day. */
export function daysInWords(days: readonly { readonly day: string; readonly state: SheetState }[]): string {
  if (days.length === 0) return 'No day yet';
  const byState = new Map<SheetState, string[]>();
  for (const { day, state } of days) byState.set(state, [...(byState.get(state) ?? []), day]);
  const parts = [...byState].map(([state, named]) => {
    const words = `${stateWords[state]} on ${formatCount(named.length, 'day')}`;
    return state === 'met' || named.length > 6 ? words : `${words} (${formatList(named, 6)})`;
  });
  return `${days[0]?.day} to ${days.at(-1)?.day}: ${parts.join('; ')}`;
}
