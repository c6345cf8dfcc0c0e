'use client';

import { type ReactNode, type RefObject, useId, useRef, useState } from 'react';
import { useBeside } from './use-beside';

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
  readonly beside: RefObject<HTMLElement | null>;
  readonly children: ReactNode;
}

function Bubble({ id, beside, children }: BubbleProps) {
  const bubble = useRef<HTMLSpanElement>(null);
  useBeside(bubble, beside, 'left');
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
