import { type RefObject, useEffect } from 'react';
import { burnInShift } from '@/lib/domain/wall/burn-in';
import type { Ticker } from './ticker';

/** Shifts an element by a pixel or two each minute; nothing is rendered anew for it. */
export function useBurnInShift(element: RefObject<HTMLElement | null>, ticker: Ticker): void {
  useEffect(
    () =>
      ticker.subscribe(() => {
        const { x, y } = burnInShift(Date.now());
        if (element.current !== null) element.current.style.translate = `${x}px ${y}px`;
      }),
    [element, ticker],
  );
}
