'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';

export interface DisclosureProps {
  /** What it chooses, e.g. `Region`; said together with `words`. */
  readonly name: string;
  /** On the button: what is chosen now. */
  readonly words: string;
  /** The edge its panel is aligned to. */
  readonly side?: 'left' | 'right';
  readonly children: (close: () => void) => ReactNode;
}

/** A button that opens a small panel under it. Escape and a click elsewhere close it; focus returns to the button. */
export function Disclosure({ name, words, side = 'left', children }: DisclosureProps) {
  const [open, setOpen] = useState(false);
  const holder = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  useEffect(() => {
    if (!open) return;
    const elsewhere = (event: Event) => {
      if (event.target instanceof Node && holder.current?.contains(event.target) !== true) setOpen(false);
    };
    document.addEventListener('pointerdown', elsewhere);
    document.addEventListener('focusin', elsewhere);
    return () => {
      document.removeEventListener('pointerdown', elsewhere);
      document.removeEventListener('focusin', elsewhere);
    };
  }, [open]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes what the button opened
    <div
      ref={holder}
      className="relative"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        event.stopPropagation();
        close();
      }}
    >
      <button
        ref={button}
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="inline-flex min-h-7 max-w-72 items-center gap-1 rounded-control border border-line-strong bg-surface px-2 text-ink text-table hover:bg-raised"
      >
        <span className="sr-only">{name}: </span>
        <span className="truncate">{words}</span>
        <svg aria-hidden="true" width={10} height={10} viewBox="0 0 10 10" className="shrink-0">
          <path d="m1.5 3.5 3.5 3.5 3.5-3.5" fill="none" stroke="currentColor" strokeWidth={1.4} />
        </svg>
      </button>
      {open && (
        <div
          className={`absolute top-full z-40 mt-1 rounded-panel border border-line-strong bg-surface ${side === 'right' ? 'right-0 max-sm:right-auto max-sm:left-0' : 'left-0'}`}
        >
          {children(close)}
        </div>
      )}
    </div>
  );
}
