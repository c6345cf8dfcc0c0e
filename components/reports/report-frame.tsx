import type { ReactNode } from 'react';

/** Around every report: light whatever theme the person has chosen, since it is made for paper. */
export function ReportFrame({ children }: { readonly children: ReactNode }) {
  return (
    <div
      data-theme="light"
      className="min-h-dvh bg-canvas text-ink print:min-h-0 print:bg-transparent"
      data-testid="report-frame"
    >
      {children}
    </div>
  );
}
