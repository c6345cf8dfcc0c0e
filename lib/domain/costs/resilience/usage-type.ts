import type { RegionCode } from '../../fleet';
import { regionOfBillingCode } from '../billing-codes';

/** A usage type of the bill, taken apart. */
export interface UsageTypeParts {
  /** The region its prefix names; `not-named` where it has none, which is us-east-1 or a global service. */
  readonly region: RegionCode | 'not-named';
  /** What is used, without the prefix, e.g. `BoxUsage:m6i.large`. */
  readonly family: string;
}

/** Takes a usage type apart. A prefix that is no region's, e.g. CloudFront's `AP-`, stays in the family. */
export function readUsageType(usageType: string): UsageTypeParts {
  const dash = usageType.indexOf('-');
  const region = dash === -1 ? 'unknown' : regionOfBillingCode(usageType.slice(0, dash));
  if (region === 'unknown') return { region: 'not-named', family: usageType };
  return { region, family: usageType.slice(dash + 1) };
}
