/** The six status tones. Their classes are written out here and nowhere else. */
export const tones = ['critical', 'warning', 'unknown', 'active', 'normal', 'inactive'] as const;
export type Tone = (typeof tones)[number];

/** Colour of an icon: fill and line by `currentColor`. */
export const iconTone: Readonly<Record<Tone, string>> = {
  critical: 'text-critical',
  warning: 'text-warning',
  unknown: 'text-unknown',
  active: 'text-active',
  normal: 'text-normal',
  inactive: 'text-inactive',
};

/** Edge and ground of a row, tile or panel that needs attention; nothing for what is well. */
export const tileTone: Readonly<Record<Tone, string>> = {
  critical: 'shadow-[inset_3px_0_0_var(--critical)] bg-critical-tint',
  warning: 'shadow-[inset_3px_0_0_var(--warning)]',
  unknown: 'hatched outline-1 -outline-offset-1 outline-dashed outline-unknown',
  active: '',
  normal: '',
  inactive: '',
};

/** Edge of an entry in a list that needs attention; its ground stays quiet. */
export const edgeTone: Readonly<Record<Tone, string>> = {
  critical: 'shadow-[inset_3px_0_0_var(--critical)]',
  warning: 'shadow-[inset_3px_0_0_var(--warning)]',
  unknown: 'shadow-[inset_3px_0_0_var(--unknown)]',
  active: '',
  normal: '',
  inactive: '',
};

/** Line of an arc on the map. Width is constant: it never encodes health. */
export const lineTone: Readonly<Record<Tone, string>> = {
  critical: 'stroke-critical',
  warning: 'stroke-warning',
  unknown: 'stroke-unknown [stroke-dasharray:4_3]',
  active: 'stroke-line-strong',
  normal: 'stroke-line-strong',
  inactive: 'stroke-line-strong [stroke-dasharray:1_4]',
};

/** Arrow head of an arc. */
export const arrowTone: Readonly<Record<Tone, string>> = {
  critical: 'fill-critical',
  warning: 'fill-warning',
  unknown: 'fill-unknown',
  active: 'fill-line-strong',
  normal: 'fill-line-strong',
  inactive: 'fill-line-strong',
};
