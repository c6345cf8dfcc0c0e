'use client';

import { ReportFrame } from '@/components/reports/report-frame';
import { ReportUnreadable } from '@/components/reports/report-unreadable';

/** The report could not be read: says so, and tries again by itself. The cause is in the log, under the digest. */
export default function ReportError({ error }: { error: Error & { digest?: string } }) {
  return (
    <ReportFrame>
      <main className="sm:p-6">
        <ReportUnreadable digest={error.digest ?? 'none'} />
      </main>
    </ReportFrame>
  );
}
