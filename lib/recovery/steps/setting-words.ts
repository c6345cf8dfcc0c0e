/** A traffic dial, in words that compare. */
export function describeDial(percent: number | 'unknown'): string | 'unknown' {
  return percent === 'unknown' ? percent : `${percent} %`;
}

/** How many tasks a service wants, in words that compare. */
export function describeTasks(count: number | 'unknown'): string | 'unknown' {
  return count === 'unknown' ? count : `wants ${count}`;
}
