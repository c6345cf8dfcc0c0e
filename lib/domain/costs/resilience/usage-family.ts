/** What a usage type pays for, whatever the region is to the workload. */
export const usageKinds = [
  'compute',
  'database',
  'table-requests',
  'storage',
  'backup',
  'replicated-writes',
  'copied-requests',
  'between-regions',
  'users',
  'tooling',
  'monitoring',
  'secrets-and-keys',
] as const;
export type UsageKind = (typeof usageKinds)[number];

/** The first that fits decides. What none fits is not known, and is never guessed. */
const families: readonly (readonly [pattern: RegExp, kind: UsageKind])[] = [
  // Between regions, before anything that looks at bytes alone.
  [/^[A-Z0-9]+-AWS-(Out|In)-Bytes$|^[A-Z0-9]+-[A-Z0-9]+-AWS-(Out|In)-Bytes$/, 'between-regions'],
  // Writes that are paid for again at each copy, and replication that is paid for by itself.
  [/ReplicatedWriteIO/i, 'replicated-writes'],
  [/^ReplicatedWrite(Request|Capacity)Unit|^ReplWrite(Request|Capacity)Unit/, 'replicated-writes'],
  [/^S3RTC-/, 'replicated-writes'],
  [/^DMS:|^DRS:/, 'replicated-writes'],
  // Backups are kept for the loss of something, wherever they lie.
  [/BackupUsage|ChargedBackup|SnapshotUsage|(Warm|Cold)Storage-ByteHrs|BackupStorage|TimedPITRStorage/, 'backup'],
  // What only exists to notice a loss and to move away from it.
  [/^Health-Check/, 'tooling'],
  [/^(Recovery-Control|Readiness|RegionSwitch|ARC-)/, 'tooling'],
  [/^(FIS|Action-Minutes|.*ActionMinutes)/, 'tooling'],
  [/^CW:|^MetricMonitorUsage|^(DataProcessing|TimedStorage)-?Logs/, 'monitoring'],
  [/^(AWSSecretsManager|KMS-)/, 'secrets-and-keys'],
  // What users are served through and by.
  [/^(US|EU|AP|JP|IN|SA|AU|CA|ME|ZA)-(DataTransfer-Out|Requests-Tier2-HTTPS|Requests-HTTP)/, 'users'],
  [/^(Requests-Tier2-HTTPS|Requests-HTTP)/, 'users'],
  [/^(DNS-Queries|HostedZone|Geo-Queries|LBR-Queries)/, 'users'],
  [/^DataTransfer-(Out|In)-Bytes$|^DataTransfer-Out-/, 'users'],
  // Databases by the hour, before servers by the hour.
  [/^(InstanceUsage|Multi-AZUsage|Aurora:Serverless|ServerlessV2Usage|NodeUsage|Node:)/, 'database'],
  [/^Aurora:StorageIOUsage|^RDS:.*(IOPS|Throughput)/, 'database'],
  [/^(Read|Write)(Request|Capacity)Unit/, 'table-requests'],
  [/^(Aurora:StorageUsage|RDS:.*Storage|TimedStorage|StorageUsage|EFS:|Storage-)/, 'storage'],
  // A copy is put where it is kept.
  [/^Requests-Tier1$/, 'copied-requests'],
  [/^(Requests-Tier2|Requests|Requests-FIFO.*)$/, 'compute'],
  [
    /^(BoxUsage|SpotUsage|HeavyUsage|DedicatedUsage|HostUsage|Fargate|Lambda|EBS:Volume|CPUCredits|Reservation:)/,
    'compute',
  ],
  [/^(LoadBalancerUsage|LCUUsage|NatGateway|VpcEndpoint|TransitGateway|PublicIPv4|ElasticIP|Request$)/, 'compute'],
  [/^DataTransfer-Regional-Bytes$|^DataTransfer-xAZ/, 'compute'],
];

/** What a usage type pays for, by its name without the region's prefix; `not-known` where no rule is for it. */
export function kindOfUsage(family: string): UsageKind | 'not-known' {
  return families.find(([pattern]) => pattern.test(family))?.[1] ?? 'not-known';
}
