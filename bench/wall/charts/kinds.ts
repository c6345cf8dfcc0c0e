/** The product's own live charts, as a page of them may show one 200 times; `none` is the page without any. */
export const chartKinds = ['none', 'sparklines', 'bullet-bars', 'line-charts'] as const;
export type ChartKind = (typeof chartKinds)[number];
