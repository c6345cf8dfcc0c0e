'use client';

import { useCallback, useMemo, useState } from 'react';
import type { Blocker } from '@/lib/domain/recovery/decision';
import type { GateOverride } from '@/lib/domain/recovery/execution';

type Gate = Pick<Blocker, 'code' | 'about'>;

export interface Overrides {
  /** Those with a reason, as they are sent. */
  readonly given: readonly GateOverride[];
  readonly reasonOf: (gate: Gate) => string;
  readonly give: (gate: Gate, reason: string) => void;
}

/** Gates a person goes on in spite of, each with a reason; an empty one takes it back. */
export function useOverrides(): Overrides {
  const [reasons, setReasons] = useState<ReadonlyMap<string, GateOverride>>(new Map());
  const given = useMemo(
    () =>
      [...reasons.values()]
        .filter(({ reason }) => reason.trim() !== '')
        .map((each) => ({ ...each, reason: each.reason.trim() })),
    [reasons],
  );
  const reasonOf = useCallback((gate: Gate) => reasons.get(gateName(gate))?.reason ?? '', [reasons]);
  const give = useCallback(
    ({ code, about }: Gate, reason: string) =>
      setReasons((before) => new Map(before).set(gateName({ code, about }), { code, about, reason })),
    [],
  );
  return { given, reasonOf, give };
}

/** A gate and what exactly it is about, as one name. */
export function gateName({ code, about }: { readonly code: string; readonly about?: string | undefined }): string {
  return about === undefined ? code : `${code} ${about}`;
}
