import type { MissingReason } from '../observation';
import { formatMissingReason } from '../observe';

/** Why a part of an account's costs is missing, in words that stand after a colon or a dash. */
export function sayCostsMissing(reason: MissingReason): string {
  if (reason === 'not-enabled') return 'the account has no Cost Explorer, or no access to it';
  if (reason === 'no-data') return 'Cost Explorer has no data of the account yet';
  return formatMissingReason(reason);
}
