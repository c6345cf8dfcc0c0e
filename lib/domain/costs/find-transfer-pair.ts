import type { RegionCode } from '../fleet';

/** A way between two regions that a usage type names. */
export interface TransferPair {
  /** A region code, or AWS's billing code where the console does not know whose it is. */
  readonly from: RegionCode;
  readonly to: RegionCode;
  /** `out` is paid by the sender; `in` is the same bytes on the receiver's bill, for nothing. */
  readonly direction: 'out' | 'in';
}

/**
 * AWS's billing codes of regions, as they begin usage types (docs: Understanding your AWS billing and usage reports for
 * Amazon S3). eu-west-1 has two.
 */
const regionsByBillingCode: Readonly<Record<string, RegionCode>> = {
  USE1: 'us-east-1',
  USE2: 'us-east-2',
  USW1: 'us-west-1',
  USW2: 'us-west-2',
  UGE1: 'us-gov-east-1',
  UGW1: 'us-gov-west-1',
  CAN1: 'ca-central-1',
  SAE1: 'sa-east-1',
  EU: 'eu-west-1',
  EUW1: 'eu-west-1',
  EUW2: 'eu-west-2',
  EUW3: 'eu-west-3',
  EUC1: 'eu-central-1',
  EUC2: 'eu-central-2',
  EUN1: 'eu-north-1',
  EUS1: 'eu-south-1',
  EUS2: 'eu-south-2',
  APE1: 'ap-east-1',
  APN1: 'ap-northeast-1',
  APN2: 'ap-northeast-2',
  APN3: 'ap-northeast-3',
  APS1: 'ap-southeast-1',
  APS2: 'ap-southeast-2',
  APS3: 'ap-south-1',
  APS4: 'ap-southeast-3',
  APS5: 'ap-south-2',
  APS6: 'ap-southeast-4',
  AFS1: 'af-south-1',
  MES1: 'me-south-1',
  MEC1: 'me-central-1',
  ILC1: 'il-central-1',
};

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
  return Object.hasOwn(regionsByBillingCode, code) ? (regionsByBillingCode[code] ?? code) : code;
}
