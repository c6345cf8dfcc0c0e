'use client';

import { useState } from 'react';
import { type Theme, themeCookie, themes } from './themes';

const yearSeconds = 365 * 24 * 60 * 60;
const words: Readonly<Record<Theme, string>> = { system: 'System theme', light: 'Light', dark: 'Dark' };

/** Chooses the theme and keeps the choice in a cookie, so that the server renders it from then on. */
export function ThemeChoice({ theme }: { readonly theme: Theme }) {
  const [chosen, setChosen] = useState(theme);
  const choose = (next: Theme) => {
    setChosen(next);
    if (next === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in all browsers yet
    document.cookie = `${themeCookie}=${next}; path=/; max-age=${yearSeconds}; samesite=lax`;
  };
  return (
    <select
      aria-label="Theme"
      value={chosen}
      onChange={(event) => choose(themes.find((name) => name === event.target.value) ?? 'system')}
      className="min-h-7 rounded-control border border-line-strong bg-surface px-1 text-ink text-table"
    >
      {themes.map((name) => (
        <option key={name} value={name}>
          {words[name]}
        </option>
      ))}
    </select>
  );
}
