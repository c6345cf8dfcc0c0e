'use client';

import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { EpochMs } from '@/lib/domain/time';
import type { Ticker } from './ticker';

const NowContext = createContext<EpochMs | 'outside'>('outside');

/** Fleet time, each second. Only in what shows a clock or a countdown: it renders every second. Only inside WallClock. */
export function useWallSecond(): EpochMs {
  const now = useContext(NowContext);
  if (now === 'outside') throw new Error('useWallSecond is used outside of WallClock');
  return now;
}

export interface WallClockProps {
  readonly ticker: Ticker;
  readonly readNow: () => EpochMs;
  readonly children: ReactNode;
}

/** Ticks for what is inside, and renders nobody who does not ask for it. */
export function WallClock({ ticker, readNow, children }: WallClockProps) {
  const [now, setNow] = useState(readNow);
  useEffect(() => ticker.subscribe(() => setNow(readNow())), [ticker, readNow]);
  return <NowContext.Provider value={now}>{children}</NowContext.Provider>;
}

/** A clock that stands, for pictures of a moment. */
export function StillWallClock({ now, children }: { readonly now: EpochMs; readonly children: ReactNode }) {
  return <NowContext.Provider value={now}>{children}</NowContext.Provider>;
}
