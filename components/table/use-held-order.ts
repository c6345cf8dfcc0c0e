import { useCallback, useEffect, useRef, useState } from 'react';
import { countChanges } from './hold-order';
import type { Line } from './row-model';

/** A line as it is shown; `gone` when it is listed no more and only kept so that nothing moves. */
export type ShownLine<R> = Line<R> & { readonly gone: boolean };

export interface HeldOrder<R> {
  readonly lines: readonly ShownLine<R>[];
  /** Changes of the order that wait; 0 while none do. */
  readonly waiting: number;
  readonly apply: () => void;
}

/**
 * Keeps rows from moving under the pointer: while `held`, each line stays where it is with its newest figures, and a new
 * order waits until it is applied or the hold ends. What the person chose (`choice`) takes effect at once.
 */
export function useHeldOrder<R>(wanted: readonly Line<R>[], choice: string, held: boolean): HeldOrder<R> {
  const [applied, setApplied] = useState(0);
  const before = useRef<{ readonly lines: readonly ShownLine<R>[]; readonly choice: string; readonly applied: number }>(
    undefined,
  );
  const last = before.current;
  const waits = held && last !== undefined && last.choice === choice && last.applied === applied;
  const lines = waits ? inOldOrder(last.lines, wanted) : wanted.map((line) => ({ ...line, gone: false }));
  useEffect(() => {
    before.current = { lines, choice, applied };
  });
  const apply = useCallback(() => setApplied((count) => count + 1), []);
  const waiting = waits ? countChanges(idsOf(lines), idsOf(wanted)) : 0;
  return { lines, waiting, apply };
}

function inOldOrder<R>(shown: readonly ShownLine<R>[], wanted: readonly Line<R>[]): readonly ShownLine<R>[] {
  const fresh = new Map(wanted.map((line) => [line.id, line]));
  return shown.map((line) => {
    const now = fresh.get(line.id);
    return now === undefined ? { ...line, gone: true } : { ...now, gone: false };
  });
}

function idsOf(lines: readonly { readonly id: string }[]): readonly string[] {
  return lines.map(({ id }) => id);
}
