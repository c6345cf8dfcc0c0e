import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { usePreferences } from '../shell/preferences-provider';
import { isTyping } from '../shell/shortcut-keys';

interface RowLine {
  readonly id: string;
  readonly kind: 'group' | 'row';
}

export interface RowKeysOptions<L extends RowLine> {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly lines: readonly L[];
  /** Id of the row the address names, or empty. */
  readonly selected: string;
  scrollTo(index: number, align: 'auto' | 'center'): void;
  hrefOf(line: L): string | undefined;
  select(id: string): void;
  toggle(id: string): void;
}

export interface RowKeys {
  /** The line that is the tab stop. */
  readonly active: string;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly select: (id: string) => void;
}

const pageRows = 15;

/**
 * Walks the rows: arrows, j and k, Home, End, Page Up and Down; Enter opens, Space marks the row in the address, and on
 * a group both close or open it. j and k work from anywhere on the page for its first table.
 */
export function useRowKeys<L extends RowLine>(options: RowKeysOptions<L>): RowKeys {
  const { scroller, lines, selected } = options;
  const [chosen, setChosen] = useState('');
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  const active = lines.some(({ id }) => id === chosen) ? chosen : (lines[0]?.id ?? '');

  const focusLine = useCallback((index: number) => {
    const { lines, scrollTo, scroller } = latest.current;
    const line = lines[Math.max(0, Math.min(index, lines.length - 1))];
    if (line === undefined) return;
    setChosen(line.id);
    scrollTo(lines.indexOf(line), 'auto');
    focusWhenDrawn(scroller, line.id, 10);
  }, []);

  // A link to a row leads to it once, when the page opens and when the link changes.
  const shownFor = useRef('');
  const index = lines.findIndex(({ id }) => id === selected);
  useEffect(() => {
    if (selected === '' || index < 0 || shownFor.current === selected) return;
    shownFor.current = selected;
    setChosen(selected);
    latest.current.scrollTo(index, 'center');
  }, [selected, index]);

  const { shortcuts } = usePreferences();
  useEffect(() => {
    if (shortcuts === 'off') return;
    const onKey = (event: globalThis.KeyboardEvent) => {
      const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
      if (step === 0 || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector('[data-table]') !== scroller.current || document.querySelector('dialog[open]')) return;
      const { lines } = latest.current;
      const here = lines.findIndex(({ id }) => id === focusedId(scroller));
      event.preventDefault();
      focusLine(here < 0 ? 0 : here + step);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [shortcuts, scroller, focusLine]);

  const onKeyDown = (event: KeyboardEvent) => {
    const id = focusedId(scroller);
    const here = lines.findIndex((line) => line.id === id);
    const line = lines[here];
    const isOnRow = event.target instanceof HTMLElement && event.target.dataset.rowId !== undefined;
    const target = toIndex(event.key, here, lines.length);
    if (target !== 'none' && (isOnRow || here < 0)) {
      event.preventDefault();
      focusLine(target);
      return;
    }
    if (!isOnRow || line === undefined) return;
    if (event.key === 'Enter') {
      const href = options.hrefOf(line);
      if (line.kind === 'group') options.toggle(line.id);
      else if (href !== undefined) window.location.assign(href);
      else options.select(line.id);
      event.preventDefault();
    } else if (event.key === ' ') {
      if (line.kind === 'group') options.toggle(line.id);
      else options.select(line.id);
      event.preventDefault();
    }
  };
  const select = (id: string) => {
    shownFor.current = id;
    setChosen(id);
    options.select(id);
  };
  return { active, onKeyDown, select };
}

function toIndex(key: string, here: number, count: number): number | 'none' {
  const from = Math.max(here, 0);
  if (key === 'ArrowDown') return here < 0 ? 0 : from + 1;
  if (key === 'ArrowUp') return from - 1;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  if (key === 'PageDown') return from + pageRows;
  return key === 'PageUp' ? from - pageRows : 'none';
}

function rowElement(scroller: RefObject<HTMLElement | null>, id: string): HTMLElement | undefined {
  const rows = scroller.current?.querySelectorAll<HTMLElement>('[data-row-id]') ?? [];
  return [...rows].find((row) => row.dataset.rowId === id);
}

function focusedId(scroller: RefObject<HTMLElement | null>): string | undefined {
  const focused = document.activeElement?.closest<HTMLElement>('[data-row-id]');
  return focused !== null && scroller.current?.contains(focused ?? null) ? focused?.dataset.rowId : undefined;
}

/** The row may be drawn only after the scroll: looked for once a frame, for a few frames. */
function focusWhenDrawn(scroller: RefObject<HTMLElement | null>, id: string, frames: number): void {
  const row = rowElement(scroller, id);
  if (row !== undefined) row.focus({ preventScroll: true });
  else if (frames > 0) requestAnimationFrame(() => focusWhenDrawn(scroller, id, frames - 1));
}
