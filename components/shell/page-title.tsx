import type { ReactNode } from 'react';

export interface PageTitleProps {
  readonly title: string;
  /** Its state in words with a mark of `components/status`, e.g. `2 of 14 breached`. */
  readonly status?: ReactNode;
  /** What the page is about, in one line. */
  readonly children?: ReactNode;
}

/** The title of a page about many things: what it is, how it stands, what it shows. */
export function PageTitle({ title, status, children }: PageTitleProps) {
  return (
    <div className="flex flex-wrap items-baseline gap-x-6 gap-y-1">
      <h1 className="font-semibold text-title">{title}</h1>
      {status !== undefined && <div className="text-table">{status}</div>}
      {children !== undefined && (
        <p className="max-w-[100ch] text-ink-muted text-table [overflow-wrap:anywhere]">{children}</p>
      )}
    </div>
  );
}
