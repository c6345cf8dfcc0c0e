import { createHash } from 'node:crypto';

/** SHA-256 in hexadecimal of the canonical JSON of a report, or of a document made of it. */
export function hashReport(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
