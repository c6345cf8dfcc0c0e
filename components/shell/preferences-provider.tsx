'use client';

import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { type Preferences, preferenceCookie, usualPreferences } from './preferences';

export interface ChosenPreferences extends Preferences {
  /** Takes effect at once and is kept in this browser. */
  choose<K extends keyof Preferences>(name: K, value: Preferences[K]): void;
}

const PreferencesContext = createContext<ChosenPreferences>({ ...usualPreferences, choose: () => undefined });

/** How the person wants to see the console; the usual preferences outside of a provider. */
export function usePreferences(): ChosenPreferences {
  return useContext(PreferencesContext);
}

/** Around every page: what the cookies told the server, and what is chosen from then on. */
export function PreferencesProvider({
  initial,
  children,
}: {
  readonly initial: Preferences;
  readonly children: ReactNode;
}) {
  const [chosen, setChosen] = useState(initial);
  const choose = useCallback(<K extends keyof Preferences>(name: K, value: Preferences[K]) => {
    setChosen((before) => ({ ...before, [name]: value }));
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in all browsers yet
    document.cookie = preferenceCookie(name, value);
    markDocument(name, value);
  }, []);
  const value = useMemo(() => ({ ...chosen, choose }), [chosen, choose]);
  return <PreferencesContext.Provider value={value}>{children}</PreferencesContext.Provider>;
}

/** The looks that style sheets decide on hang at the root, as the server wrote them. */
function markDocument(name: keyof Preferences, value: string): void {
  const root = document.documentElement;
  if (name === 'density') root.dataset.density = value;
  if (name !== 'theme') return;
  if (value === 'system') delete root.dataset.theme;
  else root.dataset.theme = value;
}
