import type { SimulatedRegion } from './types';

/** What is the same of a region of AWS whatever fleet runs in it. */
export interface AwsRegion extends SimulatedRegion {
  /** In AWS's words. */
  readonly place: string;
  /** In Route 53's codes. */
  readonly country: string;
  readonly continent: string;
  /** AWS's own zone of load balancer names. */
  readonly loadBalancerZone: string;
  /** Prices relative to us-east-1. */
  readonly priceFactor: number;
  /** What stands before a usage type; empty for us-east-1, where it is often left out. */
  readonly usagePrefix: string;
  /** US dollars per GB sent to another region, and to the internet. */
  readonly transferUsd: number;
  readonly internetUsd: number;
}

type Row = readonly [
  code: string,
  short: string,
  place: string,
  latitude: number,
  longitude: number,
  country: string,
  continent: string,
  loadBalancerZone: string,
  priceFactor: number,
  usagePrefix: string,
  transferUsd?: number,
  internetUsd?: number,
];

const rows: readonly Row[] = [
  ['us-east-1', 'use1', 'N. Virginia', 38.9, -77.4, 'US', 'NA', 'Z35SXDOTRQ7X7K', 1, ''],
  ['us-west-2', 'usw2', 'Oregon', 45.8, -119.7, 'US', 'NA', 'Z1H1FL5HABSF5', 1, 'USW2-'],
  ['eu-central-1', 'euc1', 'Frankfurt', 50.1, 8.7, 'DE', 'EU', 'Z215JYRZR1TBD5', 1.17, 'EUC1-'],
  ['ap-southeast-1', 'apse1', 'Singapore', 1.35, 103.8, 'SG', 'AS', 'Z1LMS91P8CMLE5', 1.22, 'APS1-', 0.09, 0.12],
  ['eu-west-1', 'euw1', 'Ireland', 53.3, -6.3, 'IE', 'EU', 'Z32O12XQLNTSW2', 1.1, 'EU-'],
  ['us-east-2', 'use2', 'Ohio', 40, -83, 'US', 'NA', 'Z3AADJGX6KTTL2', 1, 'USE2-'],
  ['us-west-1', 'usw1', 'N. California', 37.4, -121.9, 'US', 'NA', 'Z368ELLRRE2KJ0', 1.18, 'USW1-'],
  ['ca-central-1', 'cac1', 'Canada Central', 45.5, -73.6, 'CA', 'NA', 'ZQSVJUPU6J1EY', 1.1, 'CAN1-'],
  ['eu-west-2', 'euw2', 'London', 51.5, -0.1, 'GB', 'EU', 'ZHURV8PSTC4K8', 1.16, 'EUW2-'],
  ['eu-west-3', 'euw3', 'Paris', 48.9, 2.4, 'FR', 'EU', 'Z3Q77PNBQS71R4', 1.16, 'EUW3-'],
  ['eu-north-1', 'eun1', 'Stockholm', 59.3, 18.1, 'SE', 'EU', 'Z23TAZ6LKFMNIO', 1.05, 'EUN1-'],
  ['eu-south-1', 'eus1', 'Milan', 45.5, 9.2, 'IT', 'EU', 'Z3ULH7SSC9OV64', 1.16, 'EUS1-'],
  ['ap-northeast-1', 'apne1', 'Tokyo', 35.7, 139.7, 'JP', 'AS', 'Z14GRHDCWA56QT', 1.25, 'APN1-', 0.09, 0.114],
  ['ap-northeast-2', 'apne2', 'Seoul', 37.6, 127, 'KR', 'AS', 'ZWKZPGTI48KDX', 1.22, 'APN2-', 0.08, 0.126],
  ['ap-northeast-3', 'apne3', 'Osaka', 34.7, 135.5, 'JP', 'AS', 'Z5LXEXXYW11ES', 1.25, 'APN3-', 0.09, 0.114],
  ['ap-southeast-2', 'apse2', 'Sydney', -33.9, 151.2, 'AU', 'OC', 'Z1GM3OXH4ZPM65', 1.25, 'APS2-', 0.098, 0.114],
  ['ap-southeast-3', 'apse3', 'Jakarta', -6.2, 106.8, 'ID', 'AS', 'Z08888821HLRG5A9ZRTER', 1.25, 'APS4-', 0.1, 0.132],
  ['ap-south-1', 'aps1', 'Mumbai', 19.1, 72.9, 'IN', 'AS', 'ZP97RAFLXTNZK', 1.05, 'APS3-', 0.086, 0.1093],
  ['sa-east-1', 'sae1', 'São Paulo', -23.6, -46.6, 'BR', 'SA', 'Z2P70J7HTTTPLU', 1.6, 'SAE1-', 0.138, 0.15],
  ['ap-east-1', 'ape1', 'Hong Kong', 22.3, 114.2, 'HK', 'AS', 'Z3DQVH9N71FHZ0', 1.3, 'APE1-', 0.09, 0.12],
  ['af-south-1', 'afs1', 'Cape Town', -33.9, 18.4, 'ZA', 'AF', 'Z268VQBMOI5EKX', 1.3, 'AFS1-', 0.147, 0.154],
  ['me-south-1', 'mes1', 'Bahrain', 26.1, 50.6, 'BH', 'AS', 'ZS929ML54UICD', 1.25, 'MES1-', 0.1105, 0.117],
  ['me-central-1', 'mec1', 'UAE', 24.5, 54.4, 'AE', 'AS', 'Z08230872XQRWHG2XF6I', 1.25, 'MEC1-', 0.085, 0.11],
  ['eu-central-2', 'euc2', 'Zurich', 47.4, 8.5, 'CH', 'EU', 'Z06391101F2ZOEP8P5EB3', 1.29, 'EUC2-'],
  ['eu-south-2', 'eus2', 'Zaragoza', 41.6, -0.9, 'ES', 'EU', 'Z0956581394HF5D5LXGAP', 1.1, 'EUS2-'],
];

/** Regions of AWS in which a fleet may run. */
export const awsRegions: readonly AwsRegion[] = rows.map(
  ([
    code,
    short,
    place,
    latitude,
    longitude,
    country,
    continent,
    loadBalancerZone,
    priceFactor,
    usagePrefix,
    transferUsd = 0.02,
    internetUsd = 0.09,
  ]) => ({
    code,
    short,
    longitude,
    latitude,
    place,
    country,
    continent,
    loadBalancerZone,
    priceFactor,
    usagePrefix,
    transferUsd,
    internetUsd,
  }),
);

const byCode = new Map(awsRegions.map((region) => [region.code, region]));

/** The region of that code; undefined for one the simulator does not know. */
export function lookUpRegion(code: string): AwsRegion | undefined {
  return byCode.get(code);
}

/** The region of that code; throws for one the simulator does not know. */
export function findRegion(code: string): AwsRegion {
  const region = byCode.get(code);
  if (region === undefined) throw new Error(`Region ${code} is not known to the simulator.`);
  return region;
}

/** Short code of a region, as it stands in names; throws for a region the simulator does not know. */
export function shortCode(region: string): string {
  return findRegion(region).short;
}
