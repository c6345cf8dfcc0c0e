'use client';

import { useEffect, useRef, useState } from 'react';
import { formatCount } from '@/lib/format';
import { Button } from '../ui/button';
import { Choice } from '../ui/choice';
import { isFiltered, type TableChoices, type TableDefinition } from './define-table';
import { FacetPicker } from './facet-picker';
import type { HeldOrder } from './use-held-order';

export interface TableToolbarProps {
  readonly table: TableDefinition<unknown>;
  readonly rows: readonly unknown[];
  readonly choices: TableChoices;
  readonly matching: number;
  readonly held: HeldOrder<unknown>;
  readonly choose: (change: Partial<TableChoices>, step?: 'push' | 'replace') => void;
}

/** What rows are seen and how: the filter, the facets, the grouping, how many there are, and an order that waits. */
export function TableToolbar({ table, rows, choices, matching, held, choose }: TableToolbarProps) {
  const [one, many] = table.noun;
  const groupings = table.groupings ?? [];
  const clear = () =>
    choose({ text: '', facets: Object.fromEntries(Object.keys(choices.facets).map((id) => [id, []])) });
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-line border-b px-4 py-1.5 text-table">
      <TextFilter noun={many} text={choices.text} onText={(text, step) => choose({ text }, step)} />
      {table.facets?.map((facet) => (
        <FacetPicker
          key={facet.id}
          facet={facet}
          rows={rows}
          picked={choices.facets[facet.id] ?? []}
          onPick={(values) => choose({ facets: { [facet.id]: values } })}
        />
      ))}
      {groupings.length > 0 && (
        <Choice
          label="Group by"
          shown
          value={choices.group}
          options={['none', ...groupings.map(({ id }) => id)]}
          words={Object.fromEntries([['none', 'none'], ...groupings.map(({ id, label }) => [id, label])])}
          onChoose={(group) => choose({ group })}
        />
      )}
      {isFiltered(choices) && <Button onClick={clear}>Clear filters</Button>}
      <span className="ml-auto text-ink-muted" data-testid={`${table.name}-count`}>
        {matching === rows.length
          ? `${formatCount(rows.length)} ${rows.length === 1 ? one : many}`
          : `${formatCount(matching)} of ${formatCount(rows.length)} ${many}`}
      </span>
      <span aria-live="polite">
        {held.waiting > 0 && (
          <Button onClick={held.apply}>
            {held.waiting === 1 ? '1 change' : `${formatCount(held.waiting)} changes`} — apply
          </Button>
        )}
      </span>
    </div>
  );
}

interface TextFilterProps {
  readonly noun: string;
  readonly text: string;
  readonly onText: (text: string, step: 'push' | 'replace') => void;
}

/** How long after the last key the address follows, in wall milliseconds; browsers limit how often it may change. */
const restMs = 200;

function TextFilter({ noun, text, onText }: TextFilterProps) {
  const [typed, setTyped] = useState(text);
  const sent = useRef(text);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    // The address changed by other means: the back button, or a cleared filter.
    if (text === sent.current) return;
    clearTimeout(timer.current);
    sent.current = text;
    setTyped(text);
  }, [text]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const type = (next: string) => {
    setTyped(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      // The first letters are one step for the back button, the rest belongs to it.
      const step = sent.current === '' ? 'push' : 'replace';
      sent.current = next;
      onText(next, step);
    }, restMs);
  };
  return (
    <input
      type="search"
      data-filter=""
      aria-label={`Filter ${noun}`}
      placeholder={`Filter ${noun}`}
      value={typed}
      maxLength={200}
      onChange={(event) => type(event.target.value)}
      className="min-h-7 w-48 min-w-0 rounded-control border border-line-strong bg-surface px-2 text-ink text-table placeholder:text-ink-faint"
    />
  );
}
