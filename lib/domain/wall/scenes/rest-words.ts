/** How many of what is left out are in which state, worst first: `2 unknown, 86 healthy`. */
export function countStates<S extends string>(states: readonly S[], order: readonly S[]): string {
  return order
    .map((state) => ({ state, count: states.filter((one) => one === state).length }))
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => `${count} ${state.replaceAll('-', ' ')}`)
    .join(', ');
}

/** `+12 more: 2 unknown, 10 healthy`; empty where nothing is left out. */
export function moreWords<S extends string>(states: readonly S[], order: readonly S[]): string {
  return states.length === 0 ? '' : `+${states.length} more: ${countStates(states, order)}`;
}
