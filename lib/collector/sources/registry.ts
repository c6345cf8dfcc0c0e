import type { SourceKind } from '../source';
import { alarms } from './alarms';
import { autoScalingGroups } from './auto-scaling-groups';
import { backups } from './backups';
import { costReadings } from './cost-readings';
import { costs } from './costs';
import { distributions } from './distributions';
import { entryPointDns } from './entry-point-dns';
import { healthCheckers } from './health-checkers';
import { healthEvents } from './health-events';
import { keys } from './keys';
import { loadBalancers } from './load-balancers';
import { markerReading } from './marker-reading';
import { markerWriting } from './marker-writing';
import { metrics } from './metrics';
import { probes } from './probes';
import { queues } from './queues';
import { quotas } from './quotas';
import { routingRecords } from './routing-records';
import { secrets } from './secrets';
import { statusRecords } from './status-records';
import { stores } from './stores';
import { stsIdentity } from './sts-identity';

/** Everything the collector asks: a new source is a file and a line here. */
export const sourceKinds: readonly SourceKind[] = [
  stsIdentity,
  loadBalancers,
  autoScalingGroups,
  stores,
  queues,
  backups,
  secrets,
  keys,
  distributions,
  quotas,
  routingRecords,
  healthCheckers,
  alarms,
  healthEvents,
  costs,
  costReadings,
  metrics,
  markerWriting,
  markerReading,
  probes,
  statusRecords,
  entryPointDns,
];
