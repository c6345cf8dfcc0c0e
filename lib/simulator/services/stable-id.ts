import { createHash } from 'node:crypto';

/** `length` hexadecimal digits that are always the same for the same `text`, for ids the world does not keep. */
export function stableHex(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}

/** The same in the upper-case letters and digits of RDS and Route 53 ids. */
export function stableUpper(text: string, length: number): string {
  return BigInt(`0x${createHash('sha256').update(text).digest('hex')}`)
    .toString(36)
    .toUpperCase()
    .slice(0, length);
}

/** A moment in the past at which things without a recorded beginning were created. */
export const foundingDate = new Date('2025-03-01T09:00:00.000Z');
