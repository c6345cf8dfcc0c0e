'use client';

import { Choice } from '../ui/choice';
import { densities, type Preferences, preferenceOptions, themes } from './preferences';
import { usePreferences } from './preferences-provider';

export const preferenceWords: { readonly [K in keyof Preferences]: Readonly<Record<Preferences[K], string>> } = {
  theme: { system: 'System theme', light: 'Light', dark: 'Dark' },
  density: { compact: 'Compact', comfortable: 'Comfortable' },
  timeDisplay: { utc: 'UTC, local time on hover', 'utc-and-local': 'UTC with local time beside it' },
  shortcuts: { on: 'On', off: 'Off' },
};

export const preferenceNames: Readonly<Record<keyof Preferences, string>> = {
  theme: 'Theme',
  density: 'Density',
  timeDisplay: 'Time display',
  shortcuts: 'Keyboard shortcuts',
};

/** Chooses the theme and the density, in the head of every page. */
export function PreferenceChoices() {
  const { theme, density, choose } = usePreferences();
  return (
    <>
      <Choice
        label={preferenceNames.density}
        value={density}
        options={densities}
        words={preferenceWords.density}
        onChoose={(value) => choose('density', value)}
      />
      <Choice
        label={preferenceNames.theme}
        value={theme}
        options={themes}
        words={preferenceWords.theme}
        onChoose={(value) => choose('theme', value)}
      />
    </>
  );
}

/** One preference with its name, for the settings page. */
export function PreferenceChoice<K extends keyof Preferences>({ name }: { readonly name: K }) {
  const preferences = usePreferences();
  return (
    <Choice<Preferences[K]>
      label={preferenceNames[name]}
      shown
      value={preferences[name]}
      options={preferenceOptions[name]}
      words={preferenceWords[name]}
      onChoose={(value) => preferences.choose(name, value)}
    />
  );
}
