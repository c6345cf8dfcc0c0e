import type { ReactNode } from 'react';

export interface ReportMessageProps {
  readonly title: string;
  /** Why there is no report here. */
  readonly state: 'being-made' | 'no-such-month' | 'no-such-edition' | 'malformed' | 'unreadable';
  readonly children: ReactNode;
}

/** Stands where the report would: what happened, what that means and where to go on. */
export function ReportMessage({ title, state, children }: ReportMessageProps) {
  return (
    <div
      className="paper mx-auto grid w-full max-w-[62rem] gap-2 border border-line bg-surface px-5 py-10 text-body text-ink sm:px-14"
      data-testid="report-message"
      data-state={state}
      aria-busy={state === 'being-made'}
    >
      <h1 className="font-semibold text-title [overflow-wrap:anywhere]">{title}</h1>
      <div className="grid max-w-[70ch] gap-2 [overflow-wrap:anywhere]">{children}</div>
    </div>
  );
}
