/** How a person wants to see the console. Kept in cookies, so that the server renders it so at once. */
export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Rows of 32 px, as operators want them, or of 40. */
export const densities = ['compact', 'comfortable'] as const;
export type Density = (typeof densities)[number];

/** UTC with local time on hover and focus, or with local time written beside it. */
export const timeDisplays = ['utc', 'utc-and-local'] as const;
export type TimeDisplay = (typeof timeDisplays)[number];

/** Whether single keys do anything: they get in the way of dictation. */
export const shortcutChoices = ['on', 'off'] as const;
export type ShortcutChoice = (typeof shortcutChoices)[number];

export interface Preferences {
  readonly theme: Theme;
  readonly density: Density;
  readonly timeDisplay: TimeDisplay;
  readonly shortcuts: ShortcutChoice;
}

/** Of each preference its options, the first being the usual one. */
export const preferenceOptions: { readonly [K in keyof Preferences]: readonly Preferences[K][] } = {
  theme: themes,
  density: densities,
  timeDisplay: timeDisplays,
  shortcuts: shortcutChoices,
};

export const usualPreferences: Preferences = {
  theme: 'system',
  density: 'compact',
  timeDisplay: 'utc',
  shortcuts: 'on',
};

const cookies: Readonly<Record<keyof Preferences, string>> = {
  theme: 'antipode-theme',
  density: 'antipode-density',
  timeDisplay: 'antipode-time',
  shortcuts: 'antipode-shortcuts',
};

/** The preferences that cookies tell; the usual one where there is none, or one that is not known. */
export function readPreferences(cookieNamed: (name: string) => string | undefined): Preferences {
  const one = <K extends keyof Preferences>(name: K): Preferences[K] => {
    const chosen = cookieNamed(cookies[name]);
    return preferenceOptions[name].find((option) => option === chosen) ?? usualPreferences[name];
  };
  return {
    theme: one('theme'),
    density: one('density'),
    timeDisplay: one('timeDisplay'),
    shortcuts: one('shortcuts'),
  };
}

const yearSeconds = 365 * 24 * 60 * 60;

/** The cookie that keeps a choice for a year. */
export function preferenceCookie<K extends keyof Preferences>(name: K, value: Preferences[K]): string {
  return `${cookies[name]}=${value}; path=/; max-age=${yearSeconds}; samesite=lax`;
}
