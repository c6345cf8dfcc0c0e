import type { RegionCode } from '../fleet';
import { pricesAsOf } from '../polling/prices';

/** A price of AWS's lists: US dollars for one unit, with where it is from. */
export interface ListPrice {
  readonly usd: number;
  readonly unit: string;
  readonly asOf: string;
  readonly source: string;
}

const transferSource = 'aws.amazon.com/ec2/pricing/on-demand: data transfer out of Amazon EC2 to other regions';
const internetSource = 'aws.amazon.com/ec2/pricing/on-demand: data transfer out to the internet, first 10 TB a month';

/** US dollars for a GB that is sent to another region, by the region that sends and pays. */
const toOtherRegions: Readonly<Record<RegionCode, number>> = {
  'us-east-1': 0.02,
  'us-east-2': 0.02,
  'us-west-2': 0.02,
  'eu-central-1': 0.02,
  'ap-southeast-1': 0.09,
  'ap-northeast-1': 0.09,
  'ap-south-1': 0.086,
  'ap-southeast-2': 0.098,
  'sa-east-1': 0.138,
  'af-south-1': 0.147,
};

/** US dollars for a GB that is sent to the internet, by region. */
const toInternet: Readonly<Record<RegionCode, number>> = {
  'us-east-1': 0.09,
  'us-east-2': 0.09,
  'eu-central-1': 0.09,
  'ap-southeast-1': 0.12,
};

/** Where the two ends are this close, AWS charges half. */
const nearPair = new Set(['us-east-1', 'us-east-2']);

/** The list price of a GB from one region to another; `unknown` for a sender that is not in the list here. */
export function listTransferPrice(from: RegionCode, to: RegionCode): ListPrice | 'unknown' {
  const usd = nearPair.has(from) && nearPair.has(to) ? 0.01 : findOwn(toOtherRegions, from);
  return usd === 'unknown' ? usd : { usd, unit: 'GB', asOf: pricesAsOf, source: transferSource };
}

/** The list price of a GB to users; `unknown` for a region that is not in the list here. */
export function listInternetPrice(from: RegionCode): ListPrice | 'unknown' {
  const usd = findOwn(toInternet, from);
  return usd === 'unknown' ? usd : { usd, unit: 'GB', asOf: pricesAsOf, source: internetSource };
}

function findOwn(prices: Readonly<Record<RegionCode, number>>, region: RegionCode): number | 'unknown' {
  return Object.hasOwn(prices, region) ? (prices[region] ?? 'unknown') : 'unknown';
}
