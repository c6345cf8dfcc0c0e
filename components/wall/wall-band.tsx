'use client';

import type { Entity } from '@/lib/domain/entities';
import type { ConsoleView } from '@/lib/domain/overview/types';
import { judgeReliance } from '@/lib/domain/wall/reliance';
import { NoticeBand } from '../status/notice-band';
import { useWallSecond } from './wall-clock';
import type { WallFleet } from './wall-fleet';

export interface WallBandProps {
  readonly fleet: WallFleet;
  readonly entities: readonly Entity[];
  readonly console: ConsoleView;
  readonly size: 'wall' | 'tight-wall';
}

/** Above everything: whether this wall may be relied on. Absent while it may. Looked at each second. */
export function WallBand({ fleet, entities, console, size }: WallBandProps) {
  const now = useWallSecond();
  const reliance = judgeReliance({ entities, console, now, speed: fleet.speed, ...fleet.readSilence() });
  if (reliance.state === 'reliable') return null;
  return (
    <NoticeBand
      tone={reliance.state === 'starting' ? 'active' : 'critical'}
      testId="console-band"
      state={reliance.state}
      size={size}
    >
      {reliance.sentence}
    </NoticeBand>
  );
}
