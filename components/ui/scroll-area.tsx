import type { ReactNode } from 'react';

/**
 * Holds a table wider than its place; reachable by keyboard, so that it can be scrolled without a pointer. What is out of
 * sight for readers of screens is placed within it, else it would widen the page.
 */
export function ScrollArea({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be focusable
    <section aria-label={label} className="relative overflow-x-auto" tabIndex={0}>
      {children}
    </section>
  );
}
