import type { z } from 'zod';
import type { AccountId, Fleet, FleetAccount, Workload } from '../domain/fleet';
import { partitionOf, toRoleArn, usualRoles } from './account-roles';
import { checkAccounts, checkFleet } from './check-fleet';
import { lawfulRegionsOf } from './check-law';
import type { FleetEntries, Placed } from './fleet-entries';
import { type Complaint, type FleetProblem, formatPath } from './fleet-problem';
import {
  type AccountEntry,
  account,
  budget,
  fleetFile,
  jurisdiction,
  type RegionEntry,
  region,
  routingCluster,
  type WorkloadEntry,
  workload,
} from './fleet-schema';
import { findKnownRegion } from './known-regions';
import { byPlace, readYaml } from './read-yaml';
import { readWorkloadParts } from './readable-workload';
import { report } from './report-schema';
import { toBudget } from './to-budget';
import { toDelivery } from './to-delivery';
import { toRecovery } from './to-recovery';
import { toStore } from './to-store';
import { toWall } from './to-wall';
import { wall } from './wall-schema';
import { toComplaints } from './zod-complaints';

export type ParsedFleet =
  | { readonly state: 'good'; readonly fleet: Fleet }
  /** Never empty, in the order of the file. */
  | { readonly state: 'broken'; readonly problems: readonly FleetProblem[] };

export interface FleetRules {
  /** The accounts there are in a simulated fleet: a file may name no other. */
  readonly simulatedAccounts: readonly AccountId[] | 'not-simulated';
}

/** Reads a fleet from the text of a fleet file, or says everything that is wrong in it, each with its place. */
export function parseFleetFile(text: string, rules: FleetRules): ParsedFleet {
  const yaml = readYaml(text);
  if (yaml.state === 'refused') return { state: 'broken', problems: yaml.problems };
  const { fleet, complaints } = readFleet(yaml.value, rules);
  if (complaints.length === 0 && fleet !== undefined) return { state: 'good', fleet };
  const problems = complaints.map(({ path, message }) => ({ ...yaml.locate(path), path: formatPath(path), message }));
  return { state: 'broken', problems: problems.sort(byPlace) };
}

function readFleet(
  value: unknown,
  rules: FleetRules,
): { readonly fleet: Fleet | undefined; readonly complaints: readonly Complaint[] } {
  const whole = fleetFile.safeParse(value);
  const accounts = readItems(value, 'accounts', account);
  const jurisdictions = readItems(value, 'jurisdictions', jurisdiction);
  const budgets = readItems(value, 'budgets', budget);
  const routingClusters = readItems(value, 'routingClusters', routingCluster);
  const regions = readItems(value, 'regions', region);
  const workloads = readItems(value, 'workloads', workload);
  const walls = readItems(value, 'walls', wall);
  const reports = readItems(value, 'reports', report);
  const zone = isRecord(value) ? fleetFile.shape.hostedZone.safeParse(value.hostedZone) : undefined;
  const entries: FleetEntries = {
    hostedZone: zone?.success === true ? zone.data : 'unknown',
    accounts: accounts.entries,
    jurisdictions: jurisdictions.entries,
    budgets: budgets.entries,
    routingClusters: routingClusters.entries,
    regions: regions.entries,
    workloads: itemsOf(value, 'workloads').flatMap((item, index) =>
      isRecord(item) ? [{ index, entry: readWorkloadParts(item) }] : [],
    ),
    walls: walls.entries,
    reports: reports.entries,
    declared: {
      accounts: declaredIn(value, 'accounts', 'id'),
      jurisdictions: declaredIn(value, 'jurisdictions', 'id'),
      budgets: declaredIn(value, 'budgets', 'id'),
      routingClusters: declaredIn(value, 'routingClusters', 'id'),
      regions: declaredIn(value, 'regions', 'code'),
      workloads: declaredIn(value, 'workloads', 'id'),
      walls: declaredIn(value, 'walls', 'id'),
      reports: declaredIn(value, 'reports', 'id'),
    },
  };
  const complaints = [
    ...(whole.success ? [] : toComplaints(whole.error, [])),
    ...[accounts, jurisdictions, budgets, routingClusters, regions, workloads, walls, reports].flatMap(
      (items) => items.complaints,
    ),
    ...regions.entries.flatMap(placeOfRegion),
    ...checkFleet(entries),
    ...checkAccounts(entries, rules.simulatedAccounts),
  ];
  const isWhole = whole.success && complaints.length === 0;
  return { complaints, fleet: isWhole ? toFleet(whole.data, workloads.entries, entries) : undefined };
}

function readItems<T extends z.ZodType>(value: unknown, list: string, schema: T) {
  const entries: Placed<z.output<T>>[] = [];
  const complaints: Complaint[] = [];
  for (const [index, item] of itemsOf(value, list).entries()) {
    const read = schema.safeParse(item);
    if (read.success) entries.push({ index, entry: read.data });
    else complaints.push(...toComplaints(read.error, [list, index]));
  }
  return { entries, complaints };
}

/** Every id of a list, of items that are wrong otherwise too; one that lacks its quotes is meant as it is written. */
function declaredIn(value: unknown, list: string, field: string): readonly Placed<string>[] {
  return itemsOf(value, list).flatMap((item, index) => {
    const id = isRecord(item) ? item[field] : undefined;
    return typeof id === 'string' || typeof id === 'number' ? [{ index, entry: String(id) }] : [];
  });
}

function itemsOf(value: unknown, list: string): readonly unknown[] {
  const items = isRecord(value) ? value[list] : undefined;
  return Array.isArray(items) ? items : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A region newer than this program must say where it is. */
function placeOfRegion({ index, entry }: Placed<RegionEntry>): readonly Complaint[] {
  if (findKnownRegion(entry.code) !== undefined) return [];
  return (['place', 'latitude', 'longitude'] as const)
    .filter((field) => entry[field] === undefined)
    .map((field) => ({
      path: ['regions', index, field],
      message: `is missing: ${entry.code} is not a region known here, so write its place, latitude and longitude`,
    }));
}

function toFleet(
  whole: z.output<typeof fleetFile>,
  workloads: readonly Placed<WorkloadEntry>[],
  entries: FleetEntries,
): Fleet {
  const accounts = entries.accounts.map(({ entry }) => entry);
  const [onlyAccount] = accounts;
  const partition = partitionOf(entries.regions.map(({ entry }) => entry.code));
  return {
    name: whole.name,
    hostedZoneName: whole.hostedZone,
    accounts: accounts.map((entry) => toAccount(entry, partition)),
    jurisdictions: entries.jurisdictions.map(({ entry }) => entry),
    ...(entries.budgets.length === 0 ? {} : { budgets: entries.budgets.map(({ entry }) => toBudget(entry)) }),
    regions: entries.regions.flatMap(({ entry }) => {
      const { place, latitude, longitude, ...rest } = { ...findKnownRegion(entry.code), ...withoutAbsent(entry) };
      // Checked before; what is not known is complained about.
      if (place === undefined || latitude === undefined || longitude === undefined) return [];
      return [{ ...rest, place, latitude, longitude }];
    }),
    workloads: workloads.flatMap(({ entry }) => {
      const accountId = entry.account ?? onlyAccount?.id;
      return accountId === undefined ? [] : [toWorkload(entry, accountId, entries)];
    }),
    ...(entries.walls.length === 0 ? {} : { walls: entries.walls.map(({ entry }) => toWall(entry)) }),
    ...(onlyAccount === undefined || entries.reports.length === 0
      ? {}
      : { reports: entries.reports.map(({ entry }) => toDelivery(entry, onlyAccount.id)) }),
  };
}

function toAccount({ id, name, externalId, pollingBudget, ...roles }: AccountEntry, partition: string): FleetAccount {
  const account = { id, name, ...(pollingBudget === undefined ? {} : { pollingBudgetUsd: pollingBudget }) };
  if (externalId === undefined) return account;
  const toArn = (role: string) => toRoleArn(role, id, partition);
  const assume = {
    readerRoleArn: toArn(roles.readerRole ?? usualRoles.reader),
    writerRoleArn: toArn(roles.writerRole ?? usualRoles.writer),
    failoverRoleArn: toArn(roles.failoverRole ?? usualRoles.failover),
    externalId,
  };
  return { ...account, assume };
}

function toWorkload(entry: WorkloadEntry, accountId: AccountId, entries: FleetEntries): Workload {
  const lawful = lawfulRegionsOf(entry, entries);
  const clusters = entries.routingClusters.map((placed) => placed.entry);
  const recovery = entry.recovery === undefined ? undefined : toRecovery(entry.recovery, clusters);
  return {
    id: entry.id,
    name: entry.name ?? entry.id,
    tier: entry.tier,
    strategy: entry.strategy,
    owner: entry.owner,
    accountId,
    ...(entry.gdpr ? { gdpr: true as const } : {}),
    regions: Object.entries(entry.regions).map(([code, role]) => ({ region: code, role })),
    ...(lawful === 'everywhere' ? {} : { lawfulRegions: lawful }),
    objectives: entry.objectives.map(({ scenario, rto, rpo, shift, attainment }) => ({
      scenario,
      rtoSeconds: rto,
      rpoSeconds: rpo,
      ...(shift === undefined ? {} : { shiftSeconds: shift }),
      ...(attainment === undefined ? {} : { targetPercent: attainment }),
    })),
    stores: entry.stores.map(toStore),
    entryPoints: entry.entryPoints.map(({ id, hostname, path, endpoints }) => ({
      id,
      hostname,
      path,
      endpoints: Object.entries(endpoints).map(([code, endpoint]) => ({ region: code, ...endpoint })),
    })),
    capacity: Object.entries(entry.capacity).map(([code, { loadBalancer, autoScalingGroup }]) => ({
      region: code,
      loadBalancerName: loadBalancer,
      autoScalingGroupName: autoScalingGroup,
    })),
    ...(entry.secrets.length === 0 ? {} : { secrets: entry.secrets }),
    ...(entry.keys.length === 0 ? {} : { keys: entry.keys }),
    ...(entry.distributions.length === 0 ? {} : { distributions: entry.distributions }),
    ...placed('functions', entry.functions, (name) => ({ name })),
    ...placed('apis', entry.apis, (api) => api),
    ...(entry.plannedWork.length === 0
      ? {}
      : { plannedWork: entry.plannedWork.map(({ from, to, reason }) => ({ startAt: from, endAt: to, reason })) }),
    ...(recovery === undefined ? {} : { recovery }),
  };
}

/** What a map from regions to lists names, each with its region; nothing where it names nothing. */
function placed<K extends string, T, V extends object>(
  field: K,
  byRegion: Readonly<Record<string, readonly T[]>>,
  toValue: (item: T) => V,
): { readonly [key in K]?: readonly (V & { readonly region: string })[] } {
  const all = Object.entries(byRegion).flatMap(([region, items]) =>
    items.map((item) => ({ region, ...toValue(item) })),
  );
  return all.length === 0 ? {} : ({ [field]: all } as { [key in K]: typeof all });
}

function withoutAbsent<T extends object>(entry: T): T {
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined)) as T;
}
