import type { RegionCode } from '../fleet';
import { regionOfBillingCode } from './billing-codes';

/** A way between two regions that a usage type names. */
export interface TransferPair {
  /** A region code, or AWS's billing code where the console does not know whose it is. */
  readonly from: RegionCode;
  readonly to: RegionCode;
  /** `out` is paid by the sender; `in` is the same bytes on the receiver's bill, for nothing. */
  readonly direction: 'out' | 'in';
}

/** The regions between which a usage type counts bytes, e.g. `USE1-USW2-AWS-Out-Bytes`; `none` for any other. */
export function findTransferPair(usageType: string): TransferPair | 'none' {
  const parts = /^([A-Z0-9]+)-([A-Z0-9]+)-AWS-(Out|In)-Bytes$/.exec(usageType);
  if (parts === null) return 'none';
  const [, here = '', there = '', way] = parts;
  const ours = toRegion(here);
  const theirs = toRegion(there);
  // The bill's own region comes first: it sends what goes out and receives what comes in.
  return way === 'Out' ? { from: ours, to: theirs, direction: 'out' } : { from: theirs, to: ours, direction: 'in' };
}

function toRegion(code: string): RegionCode {
  const region = regionOfBillingCode(code);
  return region === 'unknown' ? code : region;
}
