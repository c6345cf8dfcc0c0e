'use client';

import { useEffect, useState } from 'react';
import { type EpochMs, toFleetTime } from '@/lib/domain/time';
import { BrowserClock, type ClockReading } from '../shell/browser-clock';

/** Fleet time, each second, on a page that has no stream; `still` stays at the reading, for the gallery. */
export function useFleetClock({ anchor, serverWallMs }: ClockReading, still: boolean): EpochMs {
  // The server's own moment first, so that the browser's first picture is the one the server sent.
  const [now, setNow] = useState(() => toFleetTime(anchor, serverWallMs));
  useEffect(() => {
    if (still) return;
    const clock = new BrowserClock({ anchor, serverWallMs }, Date.now());
    const timer = setInterval(() => setNow(clock.fleetTime(Date.now())), 1000);
    return () => clearInterval(timer);
  }, [anchor, serverWallMs, still]);
  return now;
}
