/** How one line of a chart is drawn. */
export interface LineLook {
  readonly stroke: string;
  readonly width: number;
  readonly dash: string | undefined;
}

/** Each slot has a colour and a dash of its own, so that print and greyscale work. */
const slots: readonly LineLook[] = [
  { stroke: 'var(--series-1)', width: 1.5, dash: undefined },
  { stroke: 'var(--series-2)', width: 1.5, dash: '6 3' },
  { stroke: 'var(--series-3)', width: 1.5, dash: '2 3' },
  { stroke: 'var(--series-4)', width: 1.5, dash: '8 3 2 3' },
];

const background: LineLook = { stroke: 'var(--line-strong)', width: 0.75, dash: undefined };

/** Up to four lines each keep their slot; of more, the chosen one stands out and the rest are grey. */
export function lineLook(index: number, count: number, chosen: boolean): LineLook {
  const slot = count <= slots.length ? slots[index] : chosen ? slots[0] : background;
  return slot ?? background;
}
