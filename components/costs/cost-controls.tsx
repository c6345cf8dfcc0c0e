import { costBases } from '@/lib/domain/costs/amounts';
import { type CostGroup, costGroups } from '@/lib/domain/costs/report/cost-query';
import type { CostReport } from '@/lib/domain/costs/report/types';
import { formatMonth } from '@/lib/format';
import { Button } from '../ui/button';
import { Choice } from '../ui/choice';
import type { SetUrlState } from '../url/use-url-state';
import { type CostValues, type costSpec, toCostQuery, writeCostQuery } from './cost-spec';
import { basisWords, groupWords } from './cost-words';
import { PickValues } from './pick-values';

export interface CostControlsProps {
  readonly report: CostReport;
  readonly values: CostValues;
  readonly set: SetUrlState<typeof costSpec>;
}

const nothingPicked = { region: [], service: [], account: [], workload: [], usage: [], record: [] };

/** The question put to the bills: month, basis, grouping and filters, all in the address; and the answer as a file. */
export function CostControls({ report, values, set }: CostControlsProps) {
  const { months, choices, groups } = report;
  const { month, basis, by } = values;
  const pick: Readonly<Record<CostGroup, (picked: readonly string[]) => void>> = {
    region: (region) => set({ region }),
    service: (service) => set({ service }),
    account: (account) => set({ account }),
    workload: (workload) => set({ workload }),
    usageType: (usage) => set({ usage }),
    recordType: (record) => set({ record }),
  };
  const query = toCostQuery(values);
  const isFiltered = costGroups.some((group) => query.filters[group].length > 0);
  const shown = [...new Set(['newest', ...months, month])];
  return (
    <>
      <Choice
        label="Month"
        shown
        value={month}
        options={shown}
        words={Object.fromEntries(shown.map((one) => [one, one === 'newest' ? 'This month' : formatMonth(one)]))}
        onChoose={(chosen) => set({ month: chosen })}
      />
      <Choice
        label="Basis"
        shown
        value={basis}
        options={costBases}
        words={basisWords}
        onChoose={(chosen) => set({ basis: chosen })}
      />
      <Choice
        label="Grouped by"
        shown
        value={by}
        options={[...new Set([...groups, by])]}
        words={groupWords}
        onChoose={(chosen) => set({ by: chosen })}
      />
      {costGroups.map((group) => (
        <PickValues
          key={group}
          group={group}
          choices={choices[group]}
          picked={query.filters[group]}
          onPick={pick[group]}
        />
      ))}
      {isFiltered && <Button onClick={() => set(nothingPicked)}>Clear filters</Button>}
      <span className="inline-flex gap-3 text-table">
        <ExportLink query={writeCostQuery(query)} format="csv" words="CSV" />
        <ExportLink query={writeCostQuery(query)} format="focus" words="FOCUS" />
      </span>
    </>
  );
}

interface ExportLinkProps {
  readonly query: string;
  readonly format: 'csv' | 'focus';
  readonly words: string;
}

function ExportLink({ query, format, words }: ExportLinkProps) {
  return (
    <a
      href={`/api/v1/costs/export${query === '' ? '?' : `${query}&`}format=${format}`}
      download
      className="text-link underline underline-offset-2"
    >
      <span className="sr-only">Export as </span>
      {words}
    </a>
  );
}
