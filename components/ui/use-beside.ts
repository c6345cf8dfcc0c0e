'use client';

import { type RefObject, useLayoutEffect } from 'react';

/** CSS pixels between the two, and to the edge of the window. */
const distance = 4;

/**
 * Opens an element with `popover="manual"` in the top layer beside another one: below it, or above where there is no room
 * below, and within the window. It follows when anything scrolls.
 */
export function useBeside(
  shown: RefObject<HTMLElement | null>,
  beside: RefObject<HTMLElement | null>,
  side: 'left' | 'right',
): void {
  useLayoutEffect(() => {
    const place = () => {
      if (shown.current !== null && beside.current !== null) placeBeside(shown.current, beside.current, side);
    };
    shown.current?.showPopover();
    place();
    window.addEventListener('scroll', place, { capture: true, passive: true });
    window.addEventListener('resize', place);
    return () => {
      window.removeEventListener('scroll', place, { capture: true });
      window.removeEventListener('resize', place);
    };
  }, [shown, beside, side]);
}

function placeBeside(shown: HTMLElement, beside: HTMLElement, side: 'left' | 'right'): void {
  const { left, right, top, bottom } = beside.getBoundingClientRect();
  const { width, height } = shown.getBoundingClientRect();
  const fitsBelow = bottom + distance + height <= window.innerHeight || top < height;
  const wanted = side === 'left' ? left : right - width;
  const rightmost = document.documentElement.clientWidth - width - distance;
  shown.style.top = `${fitsBelow ? bottom + distance : top - distance - height}px`;
  shown.style.left = `${Math.max(distance, Math.min(wanted, rightmost))}px`;
}
