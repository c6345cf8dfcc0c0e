'use client';

import { useEffect } from 'react';
import { Button } from '../ui/button';
import { ReportMessage } from './report-message';

/** Wall milliseconds between two attempts. */
const againMs = 10_000;

/** The store cannot be read: what that says and what it does not, until the console is ready again. */
export function ReportUnreadable({ digest }: { readonly digest: string | 'none' }) {
  useEffect(() => {
    const timer = setInterval(() => void comeBack(), againMs);
    return () => clearInterval(timer);
  }, []);
  return (
    <ReportMessage title="The report cannot be read" state="unreadable">
      <p>
        The console’s own store did not answer, or held something unexpected. Nothing of the report is lost, and this
        says nothing about the fleet: it may be well or not. This page tries again by itself
        {digest === 'none' ? '.' : `; the web program’s log has the cause under ${digest}.`}
      </p>
      <p>
        <Button onClick={() => window.location.reload()}>Try again</Button>
      </p>
    </ReportMessage>
  );
}

/** Only a console that is ready is loaded anew: what a person looks at must not end as the browser's own error page. */
async function comeBack(): Promise<void> {
  const answer = await fetch('/api/readyz', { cache: 'no-store' }).catch(() => 'none' as const);
  if (answer !== 'none' && answer.ok) window.location.reload();
}
