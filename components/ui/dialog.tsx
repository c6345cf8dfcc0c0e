'use client';

import { type ReactNode, useEffect, useRef } from 'react';

export interface DialogProps {
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The browser's own modal dialog: it keeps the focus, Escape and a click beside it close it, focus returns. */
export function Dialog({ label, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    if (dialog.current?.open === false) dialog.current.showModal();
    // A dialog that is taken away, unlike one that closes, gives the focus back to nobody.
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it
    <dialog
      ref={dialog}
      aria-label={label}
      onClose={onClose}
      onClick={(event) => event.target === event.currentTarget && onClose()}
      className="mx-auto mt-[12dvh] w-[min(40rem,calc(100vw-2rem))] rounded-panel border border-line-strong bg-surface p-0 text-ink backdrop:bg-black/50"
    >
      {children}
    </dialog>
  );
}
