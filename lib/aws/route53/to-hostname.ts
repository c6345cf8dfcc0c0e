/**
 * A Route 53 name as people write it: lower case, no final dot, and its octal escapes (`\052` is the `*` of a wildcard)
 * decoded.
 */
export function toHostname(wire: string): string {
  return wire
    .replace(/\\([0-7]{3})/g, (_escape, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))
    .replace(/\.$/, '')
    .toLowerCase();
}
