'use client';

import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { FleetOverview } from '@/lib/domain/overview/types';
import { Dialog } from '../ui/dialog';
import {
  buildEntries,
  type EntryKind,
  findPlace,
  type PaletteAction,
  type PaletteEntry,
  searchEntries,
} from './entries';

export interface CommandPaletteProps {
  readonly overview: FleetOverview;
  readonly actions: readonly PaletteAction[];
  readonly onClose: () => void;
}

const kindWords: Readonly<Record<EntryKind, string>> = {
  page: 'Page',
  action: 'Action',
  finding: 'Finding',
  workload: 'Workload',
  region: 'Region',
  store: 'Store',
  account: 'Account',
  move: 'Move',
};

/** Goes anywhere and does what can be done from everywhere, by keyboard alone. */
export default function CommandPalette({ overview, actions, onClose }: CommandPaletteProps) {
  const entries = useMemo(() => buildEntries(overview, actions), [overview, actions]);
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(() => searchEntries(entries, '')[0]?.id);
  const [said, setSaid] = useState('');
  const id = useId();
  const found = useMemo(() => searchEntries(entries, query), [entries, query]);
  const at = findPlace(found, chosen);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  const follow = async (entry: PaletteEntry) => {
    if (entry.kind !== 'action') {
      onClose();
      window.location.assign(entry.href);
      return;
    }
    const answer = await entry.action.run();
    if (answer === undefined) onClose();
    else setSaid(answer);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && found.length > 0) {
      event.preventDefault();
      const from = at < 0 && step < 0 ? 0 : at;
      setChosen(found[(from + step + found.length) % found.length]?.id);
    }
    const entry = found[at];
    if (event.key === 'Enter' && !event.nativeEvent.isComposing && entry !== undefined) {
      event.preventDefault();
      void follow(entry);
    }
  };
  return (
    <Dialog label="Command palette" onClose={onClose}>
      <input
        autoFocus
        role="combobox"
        aria-label="Go to a page, workload, region, account, store or finding, or do something"
        aria-expanded="true"
        aria-controls={`${id}list`}
        aria-activedescendant={at < 0 ? undefined : `${id}${at}`}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        placeholder="Go to … or do …"
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setChosen(searchEntries(entries, event.target.value)[0]?.id);
          setSaid('');
        }}
        onKeyDown={onKeyDown}
        className="min-h-11 w-full border-line border-b bg-surface px-4 text-body text-ink outline-offset-[-2px] placeholder:text-ink-faint"
      />
      <div ref={list} id={`${id}list`} role="listbox" aria-label="Found" className="max-h-[50dvh] overflow-y-auto py-1">
        {found.map((entry, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the field, which keeps the focus
          <div
            key={entry.id}
            id={`${id}${index}`}
            role="option"
            aria-selected={index === at}
            tabIndex={-1}
            onClick={() => void follow(entry)}
            onPointerMove={() => setChosen(entry.id)}
            className={`flex min-h-8 items-baseline gap-3 px-4 py-1.5 text-table ${index === at ? 'bg-raised' : ''}`}
          >
            <span className="w-20 shrink-0 text-ink-faint text-note">{kindWords[entry.kind]}</span>
            <bdi className="min-w-0 flex-1 truncate text-ink">{entry.name}</bdi>
            <span className="max-w-[45%] truncate text-ink-muted text-note">{entry.detail}</span>
          </div>
        ))}
      </div>
      <p role="status" className="min-h-8 border-line border-t px-4 py-2 text-ink-muted text-note">
        {said || (found.length === 0 ? 'Nothing of that name, of what you may see.' : 'Enter opens, Escape closes')}
      </p>
    </Dialog>
  );
}
