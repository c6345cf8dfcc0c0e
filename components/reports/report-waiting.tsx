'use client';

import { useEffect } from 'react';
import type { Month } from '@/lib/domain/costs/report/choose-month';
import { formatMonth } from '@/lib/format';
import { executiveFileAddress } from '../shell/addresses';
import { ReportMessage } from './report-message';
import { useMadeReport } from './use-made-report';
import { waitingWords } from './waiting-words';

export interface ReportWaitingProps {
  readonly month: Month;
  /** Why the last attempt came to nothing; `none` where there was no such attempt. */
  readonly trouble: string | 'none';
  /** A fixed picture, for the gallery. */
  readonly still?: boolean;
}

/** A report that is being made: says so, asks for it again by itself, and says what is wrong when it does not come. */
export function ReportWaiting({ month, trouble, still = false }: ReportWaitingProps) {
  const making = useMadeReport(executiveFileAddress(month, 'json'), 'none', !still);
  useEffect(() => {
    if (making.state === 'there') window.location.reload();
  }, [making.state]);
  return (
    <ReportMessage title={`The report of ${formatMonth(month)} is being made`} state="being-made">
      <p role="status">{waitingWords(making, trouble)}</p>
    </ReportMessage>
  );
}
