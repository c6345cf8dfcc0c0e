'use client';

import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { EpochMs } from '@/lib/domain/time';

export interface Crosshair {
  /** The moment that is pointed at on any chart of the page. */
  readonly at: EpochMs | 'nowhere';
  point(at: EpochMs | 'nowhere'): void;
}

const CrosshairContext = createContext<Crosshair | 'alone'>('alone');

/** Around the charts of a page: what is pointed at on one is marked on all. */
export function SharedCrosshair({ children }: { readonly children: ReactNode }) {
  const [at, point] = useState<EpochMs | 'nowhere'>('nowhere');
  const crosshair = useMemo(() => ({ at, point }), [at]);
  return <CrosshairContext.Provider value={crosshair}>{children}</CrosshairContext.Provider>;
}

/** The page's crosshair, or the chart's own where the page shares none. */
export function useCrosshair(): Crosshair {
  const shared = useContext(CrosshairContext);
  const [at, point] = useState<EpochMs | 'nowhere'>('nowhere');
  const own = useMemo(() => ({ at, point }), [at]);
  return shared === 'alone' ? own : shared;
}
