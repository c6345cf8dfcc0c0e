import { findRegion } from '../aws-regions';

/** List prices of us-east-1 in US dollars per unit. */
export const listPrices = {
  instanceHour: 0.096,
  volumeGbMonth: 0.08,
  crossZoneGb: 0.01,
  natGatewayHour: 0.045,
  natGatewayGb: 0.045,
  loadBalancerHour: 0.0225,
  loadBalancerUnitHour: 0.008,
  auroraInstanceHour: 0.26,
  auroraStorageGbMonth: 0.1,
  auroraMillionIo: 0.2,
  auroraBackupGbMonth: 0.021,
  auroraMillionReplicatedWrites: 0.2,
  tableMillionWrites: 0.625,
  tableMillionReads: 0.125,
  tableStorageGbMonth: 0.25,
  bucketGbMonth: 0.023,
  bucketThousandPuts: 0.005,
  replicationTimeControlGb: 0.015,
  rdsInstanceHour: 0.152,
  rdsStorageGbMonth: 0.115,
  cacheNodeHour: 0.206,
  queueMillionRequests: 0.4,
  secretMonth: 0.4,
  keyMonth: 1,
  backupGbMonth: 0.06,
  alarmMonth: 0.1,
  thousandMetricsRead: 0.01,
} as const;

/** Prices that are the same wherever the request comes from. */
export const globalPrices = {
  hostedZoneMonth: 0.5,
  healthCheckMonth: 0.5,
  healthCheckFeatureMonth: 1,
  millionQueries: 0.4,
  routingClusterHour: 2.5,
  distributionGb: 0.085,
  distributionTenThousandRequests: 0.01,
  costExplorerPage: 0.01,
  supportMonth: 29,
} as const;

/** A list price in a region. */
export function priceIn(region: string, item: keyof typeof listPrices): number {
  return listPrices[item] * findRegion(region).priceFactor;
}

/** US dollars per GB sent from a region to another. */
export function transferPrice(from: string): number {
  return findRegion(from).transferUsd;
}

/** US dollars per GB sent from a region to the internet. */
export function internetPrice(from: string): number {
  return findRegion(from).internetUsd;
}

/** A usage type as it stands on a region's bill. */
export function usageTypeIn(region: string, usageType: string): string {
  return findRegion(region).usagePrefix + usageType;
}

/** A region's own code inside the usage types of inter-region transfer, where us-east-1 is spelled out. */
export function transferCode(region: string): string {
  return region === 'us-east-1' ? 'USE1' : usageTypeIn(region, '').slice(0, -1);
}
