'use client';

import { useEffect, useState } from 'react';

/** Wall milliseconds after which the one who waits is told for what. */
const slowAfterMs = 3000;

/** Whether whatever shows this has been waited for long enough to say what it waits for. */
export function useSlow(): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), slowAfterMs);
    return () => clearTimeout(timer);
  }, []);
  return slow;
}
