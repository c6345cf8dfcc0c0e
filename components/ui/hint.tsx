'use client';

import { type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';

export interface HintProps {
  /** Called when the hint opens, so that it may say what only the browser knows. */
  readonly words: () => ReactNode;
  /** Whether it is a stop of the tab key. Off inside rows, which are stops themselves. */
  readonly focusable: boolean;
  readonly children: ReactNode;
}

/** Words beside something, on hover and on focus; Escape closes them. In the top layer, so that no table cuts them off. */
export function Hint({ words, focusable, children }: HintProps) {
  const [open, setOpen] = useState(false);
  const holder = useRef<HTMLSpanElement>(null);
  const id = useId();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only shows more of what it holds
    <span
      ref={holder}
      tabIndex={focusable ? 0 : undefined}
      aria-describedby={open ? id : undefined}
      onPointerEnter={() => setOpen(true)}
      onPointerLeave={() => setOpen(false)}
      onFocus={() => setOpen(true)}
      onBlur={() => setOpen(false)}
      onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}
    >
      {children}
      {open && (
        <Bubble id={id} beside={holder}>
          {words()}
        </Bubble>
      )}
    </span>
  );
}

interface BubbleProps {
  readonly id: string;
  readonly beside: { readonly current: HTMLElement | null };
  readonly children: ReactNode;
}

function Bubble({ id, beside, children }: BubbleProps) {
  const bubble = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const shown = bubble.current;
    const place = beside.current?.getBoundingClientRect();
    if (shown === null || place === undefined) return;
    shown.showPopover();
    const { width, height } = shown.getBoundingClientRect();
    const below = place.bottom + 4 + height <= window.innerHeight;
    shown.style.top = `${below ? place.bottom + 4 : Math.max(4, place.top - 4 - height)}px`;
    shown.style.left = `${Math.max(4, Math.min(place.left, window.innerWidth - width - 4))}px`;
  }, [beside]);
  return (
    <span
      ref={bubble}
      id={id}
      role="tooltip"
      popover="manual"
      className="pointer-events-none fixed inset-auto m-0 max-w-80 rounded-control border border-line-strong bg-raised px-2 py-1 text-ink text-note"
    >
      {children}
    </span>
  );
}
