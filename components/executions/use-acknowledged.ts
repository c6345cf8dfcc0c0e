'use client';

import { useCallback, useMemo, useState } from 'react';
import type { Seconds } from '@/lib/domain/time';
import { type Acknowledged, compareAcknowledged, type LossView } from '@/lib/recovery/pages/view-loss';

export interface AcknowledgedFigures {
  /** What each figure was when the person said that they know it, as it is sent. */
  readonly seen: Readonly<Record<string, Seconds | 'unknown'>>;
  /** Figures nobody has acknowledged as they are now. */
  readonly missing: readonly LossView[];
  readonly of: (loss: LossView) => Acknowledged;
  readonly toggle: (loss: LossView) => void;
}

/** Keeps which figures a person has acknowledged, and says when one has outgrown what they saw. */
export function useAcknowledged(losses: readonly LossView[]): AcknowledgedFigures {
  const [seen, setSeen] = useState<Readonly<Record<string, Seconds | 'unknown'>>>({});
  const of = useCallback(
    (loss: LossView) => compareAcknowledged(Object.hasOwn(seen, loss.storeId) ? seen[loss.storeId] : undefined, loss),
    [seen],
  );
  const toggle = useCallback(
    (loss: LossView) =>
      setSeen((before) => {
        const { [loss.storeId]: _was, ...rest } = before;
        const stands = compareAcknowledged(before[loss.storeId], loss).state === 'stands';
        return stands ? rest : { ...rest, [loss.storeId]: loss.atMostSeconds };
      }),
    [],
  );
  const missing = useMemo(() => losses.filter((loss) => loss.needsWord && of(loss).state !== 'stands'), [losses, of]);
  return { seen, missing, of, toggle };
}
