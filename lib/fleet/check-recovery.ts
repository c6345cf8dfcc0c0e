import { accountOfArn } from './account-roles';
import { checkAccelerators } from './check-accelerators';
import { checkFlips } from './check-flips';
import { idsOf, ownEntryPoint, repeated } from './check-names';
import { checkPlan } from './check-plan';
import { checkRecords } from './check-records';
import type { FleetEntries } from './fleet-entries';
import { type At, type Complaint, quote } from './fleet-problem';
import type { ReadableWorkload } from './readable-workload';

/** AWS gives a routing cluster five endpoints, in five regions, so that one of them answers whatever is lost. */
const endpointsOfCluster = 5;

/** What is wrong in the routing clusters by themselves. */
export function checkClusters({ routingClusters, declared }: FleetEntries): readonly Complaint[] {
  return [
    ...repeated(declared.routingClusters, (index) => ['routingClusters', index, 'id'], 'routing cluster'),
    ...routingClusters.flatMap(({ index, entry }): Complaint[] => {
      const at: At = (...path) => ['routingClusters', index, ...path];
      const urls = Object.values(entry.endpoints);
      const account = accountOfArn(entry.arn);
      const complaints: Complaint[] = [];
      if (urls.length !== endpointsOfCluster) {
        const message = `must be the ${endpointsOfCluster} endpoints of the cluster, not ${urls.length}`;
        complaints.push({ path: at('endpoints'), message });
      }
      if (new Set(urls).size < urls.length) {
        complaints.push({ path: at('endpoints'), message: 'names one URL twice: each endpoint has its own' });
      }
      if (!idsOf(declared.accounts).includes(account)) {
        const message = `is a cluster of account ${account}, which is not declared: add it to accounts`;
        complaints.push({ path: at('arn'), message });
      }
      return complaints;
    }),
  ];
}

/** What is wrong between a workload's recovery and the rest of the fleet. */
export function checkRecovery(workload: ReadableWorkload, entries: FleetEntries, at: At): readonly Complaint[] {
  const { recovery, entryPointIds } = workload;
  const { transaction, plans } = recovery;
  const ids = plans.map(({ index, entry }) => ({ index, entry: entry.id }));
  return [
    ...checkRouting(workload, entries, at),
    ...(['consumers', 'schedules', 'deployments'] as const).flatMap((field) =>
      strangers(workload, Object.keys(recovery[field] ?? {}), (...path) => at(field, ...path)),
    ),
    ...checkTopics(recovery.announce ?? [], entries, (...path) => at('announce', ...path)),
    ...checkAccessPoints(workload, entries, (...path) => at('accessPoints', ...path)),
    ...checkAccelerators(workload, entries, (...path) => at('accelerators', ...path)),
    ...checkRecords(workload, entries, (...path) => at('records', ...path)),
    ...checkFlips(workload, (...path) => at('flips', ...path)),
    ...(transaction === undefined
      ? []
      : ownEntryPoint(entryPointIds, transaction.entryPoint, at('transaction', 'entryPoint'))),
    ...repeated(ids, (position) => at('plans', position, 'id'), 'plan of this workload'),
    ...plans.flatMap(({ index, entry }) => checkPlan(workload, entry, (...path) => at('plans', index, ...path))),
  ];
}

function checkRouting(workload: ReadableWorkload, { declared }: FleetEntries, at: At): readonly Complaint[] {
  const { routingCluster, routingControls = {}, isWritten } = workload.recovery;
  const regions = Object.keys(routingControls);
  const known = idsOf(declared.routingClusters);
  const complaints: Complaint[] = [...strangers(workload, regions, (...path) => at('routingControls', ...path))];
  if (!isWritten('routingCluster') && regions.length > 0) {
    const message = `is missing: write the id of the cluster whose controls these are, ${known.length === 0 ? 'and add it to routingClusters' : `one of ${known.join(', ')}`}`;
    return [...complaints, { path: at('routingCluster'), message }];
  }
  if (routingCluster === undefined) return complaints;
  if (!known.includes(routingCluster)) {
    const message = `names ${quote(routingCluster)}, which is not declared: add it to routingClusters`;
    complaints.push({ path: at('routingCluster'), message });
  }
  const served = workload.lists.entryPoints.flatMap(({ entry }) => Object.keys(entry.endpoints));
  const without = [...new Set(served)].filter((code) => !regions.includes(code));
  if (workload.recovery.routingControls !== undefined && without.length > 0) {
    const message = `has no control of ${without.join(', ')}: write the ARN of one for each region that has an endpoint`;
    complaints.push({ path: at('routingControls'), message });
  }
  return complaints;
}

function strangers({ single, canRead }: ReadableWorkload, regions: readonly string[], at: At): readonly Complaint[] {
  const own = Object.keys(single.regions ?? {});
  if (!canRead('regions')) return [];
  return regions
    .filter((code) => !own.includes(code))
    .map((code) => ({
      path: at(code),
      message: `names ${code}, in which this workload does not run: write one of ${own.join(', ')}`,
    }));
}

function checkTopics(topics: readonly string[], { declared }: FleetEntries, at: At): readonly Complaint[] {
  const accounts = idsOf(declared.accounts);
  return topics.flatMap((arn, position) => {
    const account = accountOfArn(arn);
    const message = `is a topic of account ${account}, which is not declared: add it to accounts`;
    return accounts.includes(account) ? [] : [{ path: at(position), message }];
  });
}

function checkAccessPoints(workload: ReadableWorkload, { declared }: FleetEntries, at: At): readonly Complaint[] {
  const { accessPoints = [] } = workload.recovery;
  const accounts = idsOf(declared.accounts);
  const own = Object.keys(workload.single.regions ?? {});
  return [
    ...repeated(
      accessPoints.map(({ id }, index) => ({ index, entry: id })),
      (position) => at(position, 'id'),
      'access point of this workload',
    ),
    ...accessPoints.flatMap(({ arn, regions }, index): readonly Complaint[] => {
      const account = accountOfArn(arn);
      const strange = workload.canRead('regions') ? regions.filter((code) => !own.includes(code)) : [];
      const foreign = `is an access point of account ${account}, which is not declared: add it to accounts`;
      return [
        ...(accounts.includes(account) ? [] : [{ path: at(index, 'arn'), message: foreign }]),
        ...strange.map((code) => ({
          path: at(index, 'regions', regions.indexOf(code)),
          message: `names ${code}, in which this workload does not run: write one of ${own.join(', ')}`,
        })),
      ];
    }),
  ];
}
