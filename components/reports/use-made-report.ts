'use client';

import { useEffect, useState } from 'react';

/** How the making of a report goes, as far as its page is told. */
export type MakingReport =
  | { readonly state: 'waiting'; readonly seconds: number; readonly answers: boolean }
  | { readonly state: 'there' }
  /** The session has ended, or the link. */
  | { readonly state: 'signed-out' };

/** Wall milliseconds between two questions. */
const everyMs = 2000;

/**
 * Asks every two seconds whether there is a report, or another than the one of a hash; asking is what has it made. Nothing is
 * asked while `isAwaited` is not set.
 */
export function useMadeReport(address: string, known: string | 'none', isAwaited: boolean): MakingReport {
  const [making, setMaking] = useState<MakingReport>({ state: 'waiting', seconds: 0, answers: true });
  useEffect(() => {
    if (!isAwaited) return;
    const beganAt = performance.now();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOpen = true;
    const look = async () => {
      const answer = await fetch(address, { method: 'HEAD', cache: 'no-store' }).catch(() => 'none' as const);
      if (!isOpen) return;
      if (answer !== 'none' && answer.status === 401) return setMaking({ state: 'signed-out' });
      if (answer !== 'none' && answer.status === 200 && answer.headers.get('etag') !== `"${known}"`) {
        return setMaking({ state: 'there' });
      }
      const seconds = Math.floor((performance.now() - beganAt) / 1000);
      setMaking({ state: 'waiting', seconds, answers: answer !== 'none' && answer.status < 500 });
      timer = setTimeout(() => void look(), everyMs);
    };
    timer = setTimeout(() => void look(), everyMs);
    return () => {
      isOpen = false;
      clearTimeout(timer);
    };
  }, [address, known, isAwaited]);
  return making;
}
