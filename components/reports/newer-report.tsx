'use client';

import { useEffect, useState } from 'react';
import type { Month } from '@/lib/domain/costs/report/choose-month';
import { executiveFileAddress } from '../shell/addresses';
import { Button } from '../ui/button';
import { type MakingReport, useMadeReport } from './use-made-report';
import { patienceSeconds } from './waiting-words';

export interface NewerReportProps {
  readonly month: Month;
  /** Of what the page shows. */
  readonly sha256: string;
  /** A newer one was asked for already. */
  readonly isBeingMade: boolean;
  /** A fixed picture, for the gallery. */
  readonly still: boolean;
}

/**
 * Has a newer report made of a month that goes on. Whoever asks for it is shown it; nobody’s page changes under their eyes
 * because another one was made.
 */
export function NewerReport({ month, sha256, isBeingMade, still }: NewerReportProps) {
  const [isAsked, setAsked] = useState(false);
  const making = useMadeReport(executiveFileAddress(month, 'json'), sha256, !still && (isAsked || isBeingMade));
  useEffect(() => {
    if (isAsked && making.state === 'there') window.location.reload();
  }, [isAsked, making.state]);
  return (
    <>
      <span role="status">{newerWords(making, isAsked, isBeingMade)}</span>
      {making.state === 'there' ? (
        <Button size="small" onClick={() => window.location.reload()}>
          Show the newer one
        </Button>
      ) : (
        <Button size="small" disabled={isAsked} onClick={() => setAsked(true)}>
          Ask for a newer one
        </Button>
      )}
    </>
  );
}

function newerWords(making: MakingReport, isAsked: boolean, isBeingMade: boolean): string {
  if (making.state === 'signed-out') return 'You are signed out. Load this page anew.';
  if (making.state === 'there') return 'A newer one is there.';
  if (!isAsked && !isBeingMade) return '';
  if (!making.answers) return 'The console does not answer; asking again.';
  if (making.seconds < patienceSeconds) return 'A newer one is being made.';
  return 'No newer one within a minute: the engine is not running, or is held up.';
}
