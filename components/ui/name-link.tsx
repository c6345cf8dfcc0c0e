import type { ReactNode } from 'react';

/** A name that leads to its own page. Quiet: a table full of names stays almost without colour. */
export function NameLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <a
      href={href}
      className="text-ink underline decoration-line-strong underline-offset-2 [overflow-wrap:anywhere] hover:decoration-ink"
    >
      <bdi>{children}</bdi>
    </a>
  );
}
