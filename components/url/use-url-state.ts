'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback, useMemo } from 'react';
import { type RefusedValue, readUrlState, toQuery, type UrlSpec, type UrlValues } from './url-state';

/** `push` makes a step for the back button; `replace` is for what is still being typed. */
export type SetUrlState<S extends UrlSpec> = (change: Partial<UrlValues<S>>, step?: 'push' | 'replace') => void;

export interface UrlState<S extends UrlSpec> {
  readonly values: UrlValues<S>;
  /** Parameters that could not be used; show them with `RefusedValues`. */
  readonly refused: readonly RefusedValue[];
  readonly set: SetUrlState<S>;
}

const nothing = new URLSearchParams();

/**
 * A page's state in its address: shareable, and the back button undoes it. `spec` must be the same object at each
 * render; define it beside the component. Parameters of others in the address are left alone.
 */
export function useUrlState<S extends UrlSpec>(spec: S): UrlState<S> {
  // Without Next around it, as in a test, there is no address.
  const parameters = (useSearchParams() as URLSearchParams | null) ?? nothing;
  const read = useMemo(() => readUrlState(spec, parameters), [spec, parameters]);
  const set = useCallback<SetUrlState<S>>(
    (change, step = 'push') => {
      const { pathname, search, hash } = window.location;
      const current = new URLSearchParams(search);
      const query = toQuery(spec, { ...readUrlState(spec, current).values, ...change }, current);
      if (query === search) return;
      const address = `${pathname}${query}${hash}`;
      if (step === 'push') window.history.pushState(null, '', address);
      else window.history.replaceState(null, '', address);
    },
    [spec],
  );
  return { ...read, set };
}
