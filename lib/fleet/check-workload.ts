import { entryPointMarkerKinds, type RegionCode, storeMarkerKinds, usualMarkerPath } from '../domain/fleet';
import { checkLaw } from './check-law';
import { idsOf, knownRegion, ownEntryPoint, repeated } from './check-names';
import { checkRecovery } from './check-recovery';
import type { FleetEntries, Placed } from './fleet-entries';
import { type At, type Complaint, type FilePath, quote } from './fleet-problem';
import type { WorkloadEntry } from './fleet-schema';
import type { ReadableWorkload } from './readable-workload';

type Single = ReadableWorkload['single'];
type Lists = ReadableWorkload['lists'];

/**
 * What is wrong between the parts of a workload and the rest of the fleet. A check whose fields cannot all be read is left
 * out: that is a complaint already.
 */
export function checkWorkload({ index, entry }: Placed<ReadableWorkload>, entries: FleetEntries): readonly Complaint[] {
  const { single, lists, entryPointIds, canRead } = entry;
  const at: At = (...path) => ['workloads', index, ...path];
  const { regions = {}, capacity = {}, functions = {}, apis = {} } = single;
  return [
    ...(canRead('account') ? checkAccount(single, entries, at) : []),
    ...(canRead('jurisdiction') ? checkJurisdiction(single, entries, at) : []),
    ...Object.keys(regions).flatMap((code) => knownRegion(entries, code, at('regions', code))),
    ...(canRead('regions', 'strategy') ? checkRoles(single, at) : []),
    ...(canRead('regions', 'lawfulRegions', 'jurisdiction', 'gdpr') ? checkLaw(single, entries, at) : []),
    ...checkObjectives(lists, single, at),
    ...checkRepetitions(lists, at),
    ...checkPlannedWork(lists, at),
    ...checkStores(lists, at),
    ...checkMarkers(lists, entryPointIds, at),
    ...lists.entryPoints.flatMap((each) => checkEntryPoint(each, entries, at)),
    ...(canRead('regions') ? checkPlaces(lists, regions, { capacity, functions, apis }, at) : []),
    ...checkRecovery(entry, entries, (...path) => at('recovery', ...path)),
  ];
}

function checkAccount({ account }: Single, { declared }: FleetEntries, at: At): readonly Complaint[] {
  const accounts = idsOf(declared.accounts);
  const path = at('account');
  if (account === undefined && accounts.length > 1) {
    return [{ path, message: `is missing: the fleet has several accounts, write one of ${accounts.join(', ')}` }];
  }
  if (account === undefined || accounts.includes(account)) return [];
  const message = `names an account that is not declared: write one of ${accounts.join(', ')}, or add it to accounts`;
  return [{ path, message }];
}

function checkJurisdiction({ jurisdiction }: Single, { declared }: FleetEntries, at: At): readonly Complaint[] {
  if (jurisdiction === undefined || idsOf(declared.jurisdictions).includes(jurisdiction)) return [];
  const message = `names a jurisdiction that is not declared: add ${quote(jurisdiction)} to jurisdictions`;
  return [{ path: at('jurisdiction'), message }];
}

/** What is written once: ids within their list, and one objective for each scenario. */
function checkRepetitions(lists: Lists, at: At): readonly Complaint[] {
  const once = <T>(list: readonly Placed<T>[], read: (entry: T) => string, field: string, key: string, what: string) =>
    repeated(
      list.map(({ index, entry }) => ({ index, entry: read(entry) })),
      (position) => at(field, position, key),
      `${what} of this workload`,
    );
  return [
    ...once(lists.objectives, ({ scenario }) => scenario, 'objectives', 'scenario', 'objective'),
    ...once(lists.stores, ({ id }) => id, 'stores', 'id', 'store'),
    ...once(lists.entryPoints, ({ id }) => id, 'entryPoints', 'id', 'entry point'),
    ...once(lists.secrets, ({ name }) => name, 'secrets', 'name', 'secret'),
    ...once(lists.keys, ({ alias }) => alias, 'keys', 'alias', 'key'),
    ...once(lists.distributions, ({ id }) => id, 'distributions', 'id', 'distribution'),
  ];
}

/** Work that ends before it begins would mark nothing, or everything. */
function checkPlannedWork({ plannedWork }: Lists, at: At): readonly Complaint[] {
  return plannedWork.flatMap(({ index, entry: { from, to } }) =>
    to > from ? [] : [{ path: at('plannedWork', index, 'to'), message: 'must be later than from' }],
  );
}

/** Active/active serves from every region; the other strategies have one primary and somewhere to go. */
function checkRoles({ regions = {}, strategy }: Single, at: At): readonly Complaint[] {
  const path = at('regions');
  const roles = Object.values(regions);
  const count = (role: string) => roles.filter((each) => each === role).length;
  if (strategy === 'active-active') {
    const strangers = Object.entries(regions).filter(([, role]) => role !== 'active');
    return [
      ...strangers.map(([code, role]) => ({
        path: at('regions', code),
        message: `is ${role}, which does not fit active-active: write active, or another strategy`,
      })),
      ...(roles.length < 2 ? [{ path, message: 'must be at least two for active-active' }] : []),
    ];
  }
  const actives = Object.entries(regions).filter(([, role]) => role === 'active');
  return [
    ...actives.map(([code]) => ({
      path: at('regions', code),
      message: `is active, which does not fit ${strategy}: write primary or standby, or the strategy active-active`,
    })),
    ...(count('primary') === 1
      ? []
      : [{ path, message: `must have exactly one primary for ${strategy}, not ${count('primary')}` }]),
    ...(count('standby') > 0
      ? []
      : [{ path, message: `must have a standby for ${strategy}: without one there is nowhere to recover to` }]),
  ];
}

function checkObjectives({ objectives }: Lists, { strategy }: Single, at: At): readonly Complaint[] {
  return objectives.flatMap(({ index, entry: { scenario, rto, shift } }): Complaint[] => {
    if (scenario === 'region-loss' && rto === 0 && strategy !== undefined && strategy !== 'active-active') {
      return [
        {
          path: at('objectives', index, 'rto'),
          message: `must be above 0: only active-active can lose a region without an outage, not ${strategy}`,
        },
      ];
    }
    if (rto === 0 && shift === undefined) {
      return [
        {
          path: at('objectives', index, 'shift'),
          message: 'is missing: with rto 0 write how long users of the lost region may take to be served elsewhere',
        },
      ];
    }
    if (rto !== 0 && shift !== undefined) {
      return [{ path: at('objectives', index, 'shift'), message: 'has a meaning with rto 0 only: leave it out' }];
    }
    return [];
  });
}

/** Kinds whose copies have names of their own that nothing else tells while the source is silent. */
const kindsWithCopyNames: readonly string[] = ['backup', 'rds-replica'];

function checkStores({ stores }: Lists, at: At): readonly Complaint[] {
  return stores.flatMap(({ index, entry: { kind, copyResource, restore } }) => {
    const complain = (field: string, kinds: readonly string[]): Complaint => ({
      path: at('stores', index, field),
      message: `has a meaning for ${kinds.join(' and ')} only: leave it out`,
    });
    return [
      ...(copyResource === undefined || kindsWithCopyNames.includes(kind)
        ? []
        : [complain('copyResource', kindsWithCopyNames)]),
      ...(restore === undefined || kind === 'backup' ? [] : [complain('restore', ['backup'])]),
    ];
  });
}

/** A marker must be something its store can hold, and an application must be there to keep it. */
function checkMarkers({ stores }: Lists, own: readonly string[], at: At): readonly Complaint[] {
  return stores.flatMap(({ index, entry: { kind, marker } }): readonly Complaint[] => {
    if (marker === 'off') return [];
    const path = at('stores', index, 'marker');
    const [first = 'web'] = own;
    const ways = [
      ...(storeMarkerKinds.includes(kind) ? ['on'] : []),
      ...(entryPointMarkerKinds.includes(kind) ? [`{ entryPoint: ${first}, path: ${usualMarkerPath} }`] : []),
    ];
    if (ways.length === 0) return [{ path, message: `has no meaning for ${kind}: leave it out` }];
    const isAllowed = (marker === 'on' ? storeMarkerKinds : entryPointMarkerKinds).includes(kind);
    if (!isAllowed) {
      const who = marker === 'on' ? 'the console cannot write into it' : 'every region writes it';
      return [{ path, message: `does not fit ${kind}, because ${who}: write ${ways.join(' or ')}` }];
    }
    if (marker === 'on') return [];
    return ownEntryPoint(own, marker.entryPoint, [...path, 'entryPoint']);
  });
}

function checkEntryPoint(
  { index, entry: { hostname, endpoints } }: Placed<WorkloadEntry['entryPoints'][number]>,
  { hostedZone }: FleetEntries,
  at: At,
): readonly Complaint[] {
  return [
    ...inZone(hostname, hostedZone, at('entryPoints', index, 'hostname')),
    ...(Object.keys(endpoints).length === 0
      ? [{ path: at('entryPoints', index, 'endpoints'), message: 'must name the host of at least one region' }]
      : []),
  ];
}

/** Endpoints, capacity, functions and APIs are where the workload runs. */
function checkPlaces(
  { entryPoints }: Lists,
  regions: WorkloadEntry['regions'],
  placed: Readonly<Record<string, Readonly<Record<RegionCode, unknown>>>>,
  at: At,
): readonly Complaint[] {
  return [
    ...entryPoints.flatMap(({ index, entry }) =>
      Object.keys(entry.endpoints).flatMap((code) =>
        ownRegion(regions, code, at('entryPoints', index, 'endpoints', code)),
      ),
    ),
    ...Object.entries(placed).flatMap(([field, byRegion]) =>
      Object.keys(byRegion).flatMap((code) => ownRegion(regions, code, at(field, code))),
    ),
  ];
}

/** The records that route users are read from the hosted zone. */
function inZone(hostname: string, zone: string | 'unknown', path: FilePath): readonly Complaint[] {
  if (zone === 'unknown' || hostname === zone || hostname.endsWith(`.${zone}`)) return [];
  return [{ path, message: `must be a name in the hosted zone ${zone}` }];
}

function ownRegion(regions: WorkloadEntry['regions'], code: RegionCode, path: FilePath): readonly Complaint[] {
  if (Object.hasOwn(regions, code)) return [];
  const own = Object.keys(regions).join(', ');
  return [{ path, message: `names ${code}, in which this workload does not run: write one of ${own}` }];
}
