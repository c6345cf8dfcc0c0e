'use client';

import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { EpochMs } from '@/lib/domain/time';

const NowContext = createContext<EpochMs | 'outside'>('outside');

/** Fleet time, each second. Only in what shows a clock or a countdown: it renders every second. Only inside WallClock. */
export function useWallSecond(): EpochMs {
  const now = useContext(NowContext);
  if (now === 'outside') throw new Error('useWallSecond is used outside of WallClock');
  return now;
}

/** The one timer of the wall: ticks at the turn of each second and renders nobody who does not ask for it. */
export function WallClock({ readNow, children }: { readonly readNow: () => EpochMs; readonly children: ReactNode }) {
  const [now, setNow] = useState(readNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(readNow()), 1000);
    return () => clearInterval(timer);
  }, [readNow]);
  return <NowContext.Provider value={now}>{children}</NowContext.Provider>;
}

/** A clock that stands, for pictures of a moment. */
export function StillWallClock({ now, children }: { readonly now: EpochMs; readonly children: ReactNode }) {
  return <NowContext.Provider value={now}>{children}</NowContext.Provider>;
}
