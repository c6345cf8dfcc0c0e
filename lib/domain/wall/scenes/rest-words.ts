/** How many of what is left out are in which state, worst first: `2 unknown, 86 healthy`. */
export function countStates<S extends string>(states: readonly S[], order: readonly S[]): string {
  return order
    .map((state) => ({ state, count: states.filter((one) => one === state).length }))
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => `${count} ${state.replaceAll('-', ' ')}`)
    .join(', ');
}

/** The same in few words, where there is no room for more: `+2 regions, healthy`, `+12 workloads, worst breached`. */
export function briefMoreWords<S extends string>(noun: string, states: readonly S[], order: readonly S[]): string {
  const worst = order.find((state) => states.includes(state));
  if (worst === undefined) return '';
  const isOne = states.every((state) => state === worst);
  const words = worst.replaceAll('-', ' ');
  return `+${states.length} ${noun}${states.length === 1 ? '' : 's'}, ${isOne ? words : `worst ${words}`}`;
}

/** `+12 more: 2 unknown, 10 healthy`; empty where nothing is left out. */
export function moreWords<S extends string>(states: readonly S[], order: readonly S[]): string {
  return states.length === 0 ? '' : `+${states.length} more: ${countStates(states, order)}`;
}
