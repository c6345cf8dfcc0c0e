export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Cookie that keeps the choice, so that the server renders the right theme at once. */
export const themeCookie = 'antipode-theme';
