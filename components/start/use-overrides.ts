'use client';

import { useCallback, useMemo, useState } from 'react';
import type { StartRequest } from '@/lib/domain/recovery/execution';

export interface Overrides {
  /** Those with a reason, as they are sent. */
  readonly given: StartRequest['overrides'];
  readonly reasonOf: (code: string) => string;
  readonly give: (code: string, reason: string) => void;
}

/** Gates a person goes on in spite of, each with a reason; an empty one takes it back. */
export function useOverrides(): Overrides {
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({});
  const given = useMemo(
    () =>
      Object.entries(reasons)
        .filter(([, reason]) => reason.trim() !== '')
        .map(([code, reason]) => ({ code, reason: reason.trim() })),
    [reasons],
  );
  const reasonOf = useCallback(
    (code: string) => (Object.hasOwn(reasons, code) ? (reasons[code] ?? '') : ''),
    [reasons],
  );
  const give = useCallback(
    (code: string, reason: string) => setReasons((before) => ({ ...before, [code]: reason })),
    [],
  );
  return { given, reasonOf, give };
}
