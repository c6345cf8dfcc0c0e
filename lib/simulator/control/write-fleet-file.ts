import { stringify } from 'yaml';
import { accessPointArn } from '../world/access-points';
import { shortCode } from '../world/aws-regions';
import { givenUpMetric } from '../world/fleet-alarms';
import type { FleetDeclaration, WorkloadDeclaration } from '../world/fleet-declaration';
import { functionNames } from '../world/fleet-functions';
import { auroraInstanceClass } from '../world/fleet-resources';
import {
  buildHealthChecks,
  entryHostname,
  givenUpAlarmName,
  type HealthCheckDeclaration,
  metricCheckId,
  regionalHostname,
} from '../world/fleet-zone';
import { vpcRangeAt } from '../world/networks';
import { externalIdOf } from '../world/roles';
import { describeCluster } from '../world/routing-controls';

const clusterId = 'arc';

/**
 * A fleet file for the console that watches this fleet (its format is in docs/fleet-file.md): what exists and what is
 * promised, as somebody who runs the fleet would write it down.
 */
export function writeFleetFile(fleet: FleetDeclaration): string {
  const [management] = fleet.accounts;
  const controls = buildHealthChecks(fleet, management?.id ?? '').filter((check) => check.type === 'RECOVERY_CONTROL');
  const file = {
    version: 1,
    name: fleet.title,
    hostedZone: fleet.hostedZone.name,
    accounts: fleet.accounts.map(({ id, name }) => ({ id, name, externalId: externalIdOf(id) })),
    ...(fleet.jurisdictions !== undefined && { jurisdictions: fleet.jurisdictions }),
    ...(controls.length > 0 && { routingClusters: [{ id: clusterId, ...describeCluster(management?.id ?? '') }] }),
    regions: fleet.regions.map((code, index) => toRegion(fleet, code, index)),
    workloads: fleet.workloads.map((workload) => ({
      ...toWorkload(workload, fleet.hostedZone.name),
      ...toRecovery(workload, controls),
    })),
  };
  return stringify(file, { lineWidth: 0, aliasDuplicateObjects: false });
}

function toRegion({ regionProfiles = {}, workloads }: FleetDeclaration, code: string, index: number): object {
  const hasAurora = workloads.some(({ stores }) =>
    stores.some((store) => store.kind === 'aurora-global' && [store.writer, ...store.secondaries].includes(code)),
  );
  return {
    code,
    ...regionProfiles[code],
    vpcRange: vpcRangeAt(index),
    ...(hasAurora && { databaseClass: auroraInstanceClass }),
  };
}

function toWorkload(workload: WorkloadDeclaration, zoneName: string): object {
  const { id, accountId, profile, capacity, secrets = [], keys = [], distribution, queue, api } = workload;
  const { name, tier, strategy, owner, regions, objectives, gdpr, lawfulRegions } = profile;
  const active = strategy === 'active-active';
  const roles = regions.map((region, index) => [region, active ? 'active' : index === 0 ? 'primary' : 'standby']);
  const hostname = entryHostname(workload, zoneName);
  const endpoints = capacity.map(({ region }) => [region, regionalHostname(id, region, zoneName)]);
  return {
    id,
    name,
    tier,
    strategy,
    owner,
    account: accountId,
    ...(gdpr === true && { gdpr }),
    ...(lawfulRegions !== undefined && { lawfulRegions }),
    regions: Object.fromEntries(roles),
    objectives: objectives.map(({ scenario, rtoSeconds, rpoSeconds, shiftSeconds }) => ({
      scenario,
      rto: rtoSeconds,
      rpo: rpoSeconds,
      ...(shiftSeconds !== undefined && { shift: shiftSeconds }),
    })),
    stores: toStores(workload),
    entryPoints:
      hostname === undefined
        ? []
        : [{ id: 'web', hostname, path: '/healthz', endpoints: Object.fromEntries(endpoints) }],
    capacity: Object.fromEntries(capacity.map(({ region }) => [region, `${id}-${shortCode(region)}`])),
    ...(secrets.length > 0 && { secrets: secrets.map((secret) => ({ name: secret.name })) }),
    ...(keys.length > 0 && { keys: keys.map(({ alias }) => ({ alias })) }),
    ...(distribution !== undefined && { distributions: [{ id: distribution.id }] }),
    ...(queue !== undefined && {
      functions: Object.fromEntries(queue.regions.map((region) => [region, functionNames(id, region)])),
    }),
    ...(api !== undefined && {
      apis: Object.fromEntries(capacity.map(({ region }) => [region, [{ name: api.name, stage: api.stage }]])),
    }),
  };
}

/** What a recovery needs to know beforehand: its switches, and where its application takes a transaction. */
function toRecovery(workload: WorkloadDeclaration, controls: readonly HealthCheckDeclaration[]): object {
  const { id, entry } = workload;
  if (entry === undefined) return {};
  const accessPoints = toAccessPoints(workload);
  const own = controls.filter(({ workload }) => workload === id);
  return {
    recovery: {
      ...(own.length > 0 && {
        routingCluster: clusterId,
        routingControls: Object.fromEntries(own.map(({ region, routingControlArn }) => [region, routingControlArn])),
      }),
      ...(accessPoints.length > 0 && { accessPoints }),
      ...(entry.routing.policy === 'metric-check' && { flips: toFlips(workload) }),
      transaction: { entryPoint: 'web' },
    },
  };
}

/** The check that its first region's record hangs on, and the alarm in the second one that it follows. */
function toFlips({ id, capacity: [first, second] }: WorkloadDeclaration): object[] {
  if (first === undefined || second === undefined) return [];
  return [
    {
      id: 'web',
      healthCheck: metricCheckId(id, first.region),
      region: first.region,
      standby: second.region,
      alarm: givenUpAlarmName(id, first.region),
      entryPoint: 'web',
      ...givenUpMetric(id, first.region),
    },
  ];
}

/** Access points over pairs of buckets, called like the store whose objects are asked for by them. */
function toAccessPoints({ accountId, stores }: WorkloadDeclaration): object[] {
  return stores.flatMap((store) => {
    if (store.kind !== 's3-replication' || store.accessPoint === undefined) return [];
    const regions = [store.writer, ...store.secondaries];
    return [{ id: store.id, arn: accessPointArn(accountId, store.accessPoint), regions }];
  });
}

function toStores({ accountId, stores, queue, backup }: WorkloadDeclaration): object[] {
  return [
    ...stores.map((store) => ({
      id: store.id,
      kind: store.kind,
      resource: store.resource,
      ...(store.kind === 'rds-replica' && { copyResource: store.replica }),
      ...(store.kind === 'aurora-global' && store.marked && { marker: { entryPoint: 'web' } }),
      ...(store.kind === 'aurora-global' && store.stays && { stays: true }),
      ...(store.kind === 'elasticache-global' && store.rebuildable && { rebuildable: true }),
    })),
    ...(queue === undefined ? [] : [{ id: queue.store, kind: 'sqs-queue', resource: queue.name }]),
    ...(backup === undefined
      ? []
      : [
          {
            id: backup.store,
            kind: 'backup',
            resource: backup.source.vault,
            copyResource: backup.copy.vault,
            restore: { role: `arn:aws:iam::${accountId}:role/antipode-restore`, metadata: { newFileSystem: 'true' } },
          },
        ]),
  ];
}
