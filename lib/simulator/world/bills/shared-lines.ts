import { fleetAlarms } from '../default-alarms';
import { defaultAccountId, defaultRegions } from '../default-fleet';
import { fleetHealthChecks, type HealthCheckDeclaration } from '../default-zone';
import { fleetKeys, fleetSecrets } from '../fleet-secrets';
import type { BillLine } from './bill-line';
import { billedDemand } from './billed-demand';
import { globalPrices, priceIn } from './list-prices';
import { regionalLine } from './write-line';

const million = 1e-6;
const steadily = (perHour: number) => ({ kind: 'steady', perHour }) as const;
const monthly = (perMonth: number) => ({ kind: 'monthly', perMonth }) as const;

/** A secret is billed in each region that has it: a replica that failed does not exist. */
const secretLines = fleetSecrets.flatMap((secret) => {
  const copies = secret.replicas.filter((replica) => replica.status !== 'Failed').map((replica) => replica.region);
  return [secret.primaryRegion, ...copies].map((region) =>
    regionalLine(
      { service: 'AWS Secrets Manager', region, workload: secret.workload },
      'AWSSecretsManager-Secrets',
      'Secrets',
      priceIn(region, 'secretMonth'),
      monthly(1),
    ),
  );
});

const keyLines = fleetKeys.flatMap((key) =>
  [key.primaryRegion, ...key.replicaRegions].map((region) =>
    regionalLine(
      { service: 'AWS Key Management Service', region, workload: key.workload },
      'KMS-Keys',
      'Keys',
      priceIn(region, 'keyMonth'),
      monthly(1),
    ),
  ),
);

function globalLine(
  service: string,
  workload: string,
  usageType: string,
  unit: string,
  priceUsd: number,
  course: BillLine['course'],
): BillLine {
  return {
    account: defaultAccountId,
    service,
    region: 'global',
    usageType,
    unit,
    recordType: 'Usage',
    workload,
    priceUsd,
    course,
  };
}

/** An endpoint check that speaks HTTPS and asks every ten seconds has two optional features. */
function healthCheckLines(check: HealthCheckDeclaration): BillLine[] {
  const service = 'Amazon Route 53';
  const basic = globalLine(
    service,
    check.workload,
    'Health-Check-AWS',
    'HealthChecks',
    globalPrices.healthCheckMonth,
    monthly(1),
  );
  if (check.type !== 'HTTPS') return [basic];
  return [
    basic,
    globalLine(
      service,
      check.workload,
      'Health-Check-Option-AWS',
      'HealthChecks',
      globalPrices.healthCheckFeatureMonth,
      monthly(2),
    ),
  ];
}

const route53Lines = [
  globalLine('Amazon Route 53', '', 'HostedZone', 'HostedZones', globalPrices.hostedZoneMonth, monthly(1)),
  globalLine(
    'Amazon Route 53',
    'checkout',
    'Recovery-Control-Cluster-Hours',
    'Hrs',
    globalPrices.routingClusterHour,
    steadily(1),
  ),
  ...fleetHealthChecks.flatMap(healthCheckLines),
  ...billedDemand.map((demand) =>
    globalLine('Amazon Route 53', demand.workload, 'DNS-Queries', '1M Queries', globalPrices.millionQueries, {
      kind: 'demand',
      perHour: demand.requests * 0.06 * million,
      utcOffsetHours: demand.utcOffsetHours,
    }),
  ),
];

const distributionLines = [
  { prefix: 'US', share: 0.55, utcOffsetHours: -6 },
  { prefix: 'EU', share: 0.3, utcOffsetHours: 1 },
  { prefix: 'AP', share: 0.15, utcOffsetHours: 8 },
].flatMap(({ prefix, share, utcOffsetHours }) => {
  const demand = (perHour: number) => ({ kind: 'demand', perHour: perHour * share, utcOffsetHours }) as const;
  const write = (usageType: string, unit: string, priceUsd: number, perHour: number) =>
    globalLine('Amazon CloudFront', 'storefront', `${prefix}-${usageType}`, unit, priceUsd, demand(perHour));
  return [
    write('DataTransfer-Out-Bytes', 'GB', globalPrices.distributionGb, 62),
    write('Requests-Tier2-HTTPS', '10K Requests', globalPrices.distributionTenThousandRequests, 640),
  ];
});

const monitoringLines = defaultRegions.flatMap(({ code: region }) => {
  const place = { service: 'AmazonCloudWatch', region, workload: '' };
  const alarms = fleetAlarms.filter((alarm) => alarm.region === region).length;
  return [
    ...(alarms === 0
      ? []
      : [regionalLine(place, 'CW:AlarmMonitorUsage', 'Alarms', priceIn(region, 'alarmMonth'), monthly(alarms))]),
    regionalLine(place, 'CW:GMD-Metrics', '1K Metrics', priceIn(region, 'thousandMetricsRead'), steadily(1.8)),
  ];
});

const accountLines: readonly BillLine[] = [
  regionalLine(
    { service: 'AWS Cost Explorer', region: 'us-east-1', workload: '' },
    'APIRequest',
    'Requests',
    globalPrices.costExplorerPage,
    steadily(0.5),
  ),
  {
    ...globalLine('AWS Support (Business)', '', 'Dollar', 'Dollar', globalPrices.supportMonth, {
      kind: 'monthStart',
      perMonth: 1,
    }),
    region: 'NoRegion',
  },
  {
    ...globalLine('Amazon Elastic Compute Cloud - Compute', '', 'Credit', 'Dollar', -100, {
      kind: 'monthStart',
      perMonth: 1,
    }),
    region: 'NoRegion',
    recordType: 'Credit',
  },
];

/** What protects and observes the fleet, and what the account as a whole pays and is given. */
export const sharedLines: readonly BillLine[] = [
  ...secretLines,
  ...keyLines,
  ...route53Lines,
  ...distributionLines,
  ...monitoringLines,
  ...accountLines,
];
