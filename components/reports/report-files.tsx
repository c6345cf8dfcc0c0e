'use client';

import { useState } from 'react';
import { executiveFileAddress } from '../shell/addresses';
import { Button } from '../ui/button';
import type { ShownReport } from './shown-report';

/** The report as files, and on paper. */
export function ReportFiles({ month, shown: { report, pdf } }: ShownReport) {
  const { standing } = report;
  const edition = standing.state === 'closed' ? standing.edition : undefined;
  const link = 'inline-flex min-h-6 items-center text-link underline';
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {pdf === 'made' ? (
        <a className={link} href={executiveFileAddress(month, 'pdf', edition)}>
          PDF
        </a>
      ) : (
        <span className="text-ink-muted">no PDF: {pdf.because}</span>
      )}
      <a className={link} href={executiveFileAddress(month, 'csv', edition)}>
        CSV
      </a>
      <a className={link} href={executiveFileAddress(month, 'json', edition)}>
        JSON
      </a>
      <PrintButton />
    </span>
  );
}

function PrintButton() {
  const [isAsked, setAsked] = useState(false);
  const print = () => {
    setAsked(true);
    window.print();
    setAsked(false);
  };
  return (
    <Button onClick={print} disabled={isAsked}>
      Print
    </Button>
  );
}
