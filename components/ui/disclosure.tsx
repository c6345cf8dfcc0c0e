'use client';

import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { useBeside } from './use-beside';

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
        <Beside button={button} side={side}>
          {children(close)}
        </Beside>
      )}
    </div>
  );
}

interface BesideProps {
  readonly button: RefObject<HTMLElement | null>;
  readonly side: 'left' | 'right';
  readonly children: ReactNode;
}

/** In the top layer, so that no panel cuts it off. */
function Beside({ button, side, children }: BesideProps) {
  const shown = useRef<HTMLDivElement>(null);
  useBeside(shown, button, side);
  return (
    <div
      ref={shown}
      popover="manual"
      className="fixed inset-auto m-0 max-w-[calc(100vw-0.5rem)] rounded-panel border border-line-strong bg-surface p-0 text-ink"
    >
      {children}
    </div>
  );
}
