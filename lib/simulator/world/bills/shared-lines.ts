import type { HealthCheckDeclaration } from '../fleet-zone';
import type { FleetResources } from '../simulated-fleet';
import type { BillLine } from './bill-line';
import type { DemandBook } from './billed-demand';
import { globalPrices, priceIn } from './list-prices';
import type { LineWriter } from './write-line';

const million = 1e-6;
const steadily = (perHour: number) => ({ kind: 'steady', perHour }) as const;
const monthly = (perMonth: number) => ({ kind: 'monthly', perMonth }) as const;

/** A secret is billed in each region that has it: a replica that failed does not exist. */
function secretLines({ regionalLine }: LineWriter, { secrets }: FleetResources): BillLine[] {
  return secrets.flatMap((secret) => {
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
}

function keyLines({ regionalLine }: LineWriter, { keys }: FleetResources): BillLine[] {
  return keys.flatMap((key) =>
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
}

interface GlobalUsage {
  readonly service: string;
  readonly workload: string;
  readonly usageType: string;
  readonly unit: string;
  readonly priceUsd: number;
  readonly course: BillLine['course'];
}

function globalLine({ accountId }: LineWriter, usage: GlobalUsage): BillLine {
  const { service, workload, usageType, unit, priceUsd, course } = usage;
  return {
    account: accountId,
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

/** An endpoint check that speaks HTTPS, asks every ten seconds and measures latency has three optional features. */
function healthCheckLines(writer: LineWriter, check: HealthCheckDeclaration): BillLine[] {
  const common = { service: 'Amazon Route 53', workload: check.workload, unit: 'HealthChecks' };
  const basic = globalLine(writer, {
    ...common,
    usageType: 'Health-Check-AWS',
    priceUsd: globalPrices.healthCheckMonth,
    course: monthly(1),
  });
  if (check.type !== 'HTTPS') return [basic];
  const featured = globalLine(writer, {
    ...common,
    usageType: 'Health-Check-Option-AWS',
    priceUsd: globalPrices.healthCheckFeatureMonth,
    course: monthly(3),
  });
  return [basic, featured];
}

/** The hosted zone with its checks and switches, and the questions that users of the whole fleet ask it. */
function route53Lines(writer: LineWriter, demands: DemandBook, resources: FleetResources): BillLine[] {
  const service = 'Amazon Route 53';
  const [switched] = resources.routingControls;
  return [
    globalLine(writer, {
      service,
      workload: '',
      usageType: 'HostedZone',
      unit: 'HostedZones',
      priceUsd: globalPrices.hostedZoneMonth,
      course: monthly(1),
    }),
    ...(switched === undefined
      ? []
      : [
          globalLine(writer, {
            service,
            workload: switched.workload,
            usageType: 'Recovery-Control-Cluster-Hours',
            unit: 'Hrs',
            priceUsd: globalPrices.routingClusterHour,
            course: steadily(1),
          }),
        ]),
    ...resources.healthChecks.flatMap((check) => healthCheckLines(writer, check)),
    ...demands.all
      .filter(({ requests }) => requests > 0)
      .map((demand) =>
        globalLine(writer, {
          service,
          workload: demand.workload,
          usageType: 'DNS-Queries',
          unit: '1M Queries',
          priceUsd: globalPrices.millionQueries,
          course: {
            kind: 'demand',
            perHour: demand.requests * 0.06 * million,
            utcOffsetHours: demand.utcOffsetHours,
          },
        }),
      ),
  ];
}

const edges = [
  { prefix: 'US', share: 0.55, utcOffsetHours: -6 },
  { prefix: 'EU', share: 0.3, utcOffsetHours: 1 },
  { prefix: 'AP', share: 0.15, utcOffsetHours: 8 },
] as const;

function distributionLines(writer: LineWriter, { distributions }: FleetResources): BillLine[] {
  return distributions.flatMap(({ workload }) =>
    edges.flatMap(({ prefix, share, utcOffsetHours }) => {
      const demand = (perHour: number) => ({ kind: 'demand', perHour: perHour * share, utcOffsetHours }) as const;
      const write = (usageType: string, unit: string, priceUsd: number, perHour: number) =>
        globalLine(writer, {
          service: 'Amazon CloudFront',
          workload,
          usageType: `${prefix}-${usageType}`,
          unit,
          priceUsd,
          course: demand(perHour),
        });
      return [
        write('DataTransfer-Out-Bytes', 'GB', globalPrices.distributionGb, 62),
        write('Requests-Tier2-HTTPS', '10K Requests', globalPrices.distributionTenThousandRequests, 640),
      ];
    }),
  );
}

/** Alarms where there are any; what reads metrics reads them in each of `regions`. */
function monitoringLines(
  { regionalLine }: LineWriter,
  { alarms: all }: FleetResources,
  regions: readonly string[],
): BillLine[] {
  return regions.flatMap((region) => {
    const place = { service: 'AmazonCloudWatch', region, workload: '' };
    const alarms = all.filter((alarm) => alarm.region === region).length;
    return [
      ...(alarms === 0
        ? []
        : [regionalLine(place, 'CW:AlarmMonitorUsage', 'Alarms', priceIn(region, 'alarmMonth'), monthly(alarms))]),
      regionalLine(place, 'CW:GMD-Metrics', '1K Metrics', priceIn(region, 'thousandMetricsRead'), steadily(1.8)),
    ];
  });
}

/** What the management account pays and is given for the whole organization. */
function organizationLines(writer: LineWriter): BillLine[] {
  const common = { workload: '', unit: 'Dollar', course: { kind: 'monthStart', perMonth: 1 } } as const;
  const support = { service: 'AWS Support (Business)', usageType: 'Dollar', priceUsd: globalPrices.supportMonth };
  const credit = { service: 'Amazon Elastic Compute Cloud - Compute', usageType: 'Credit', priceUsd: -100 };
  return [
    writer.regionalLine(
      { service: 'AWS Cost Explorer', region: 'us-east-1', workload: '' },
      'APIRequest',
      'Requests',
      globalPrices.costExplorerPage,
      steadily(0.5),
    ),
    { ...globalLine(writer, { ...common, ...support }), region: 'NoRegion' },
    { ...globalLine(writer, { ...common, ...credit }), region: 'NoRegion', recordType: 'Credit' },
  ];
}

interface Sharing {
  /** Whether it pays for what the whole organization has. */
  readonly manages: boolean;
  readonly regions: readonly string[];
  /** The users of the whole fleet. */
  readonly allDemands: DemandBook;
}

/** What protects and observes what an account owns, and what it pays and is given for the organization. */
export function sharedLines(writer: LineWriter, resources: FleetResources, sharing: Sharing): BillLine[] {
  const { manages, regions, allDemands } = sharing;
  const watched = manages ? regions : regions.filter((code) => resources.alarms.some(({ region }) => region === code));
  return [
    ...secretLines(writer, resources),
    ...keyLines(writer, resources),
    ...(manages ? route53Lines(writer, allDemands, resources) : []),
    ...distributionLines(writer, resources),
    ...monitoringLines(writer, resources, watched),
    ...(manages ? organizationLines(writer) : []),
  ];
}
