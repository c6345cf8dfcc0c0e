import {
  type AccountId,
  entryPointMarkerKinds,
  type RegionCode,
  storeMarkerKinds,
  usualMarkerPath,
} from '../domain/fleet';
import { accountOfRole, toRoleArn, usualRoles } from './account-roles';
import { checkClusters, checkRecovery } from './check-recovery';
import { byDeclaration, type FleetEntries, type Placed, repeated } from './fleet-entries';
import { type Complaint, type FilePath, quote } from './fleet-problem';
import type { AccountEntry, WorkloadEntry } from './fleet-schema';

/** What is wrong between the items of a fleet file: names of things that are not there, roles that do not fit, laws. */
export function checkFleet(entries: FleetEntries): readonly Complaint[] {
  const { declared } = entries;
  return [
    ...repeated(declared.accounts, (index) => ['accounts', index, 'id'], 'account'),
    ...repeated(declared.jurisdictions, (index) => ['jurisdictions', index, 'id'], 'jurisdiction'),
    ...repeated(declared.regions, (index) => ['regions', index, 'code'], 'region'),
    ...repeated(declared.workloads, (index) => ['workloads', index, 'id'], 'workload'),
    ...checkAccess(entries),
    ...checkClusters(entries),
    ...entries.jurisdictions.flatMap(({ index, entry }) =>
      entry.regions.flatMap((code, at) => knownRegion(entries, code, ['jurisdictions', index, 'regions', at])),
    ),
    ...entries.workloads.flatMap((each) => checkWorkload(each, entries)),
    ...repeatedHostnames(entries),
  ];
}

function checkWorkload({ index, entry }: Placed<WorkloadEntry>, entries: FleetEntries): readonly Complaint[] {
  const at = (...path: FilePath): FilePath => ['workloads', index, ...path];
  const accounts = idsOf(entries.declared.accounts);
  const jurisdictions = idsOf(entries.declared.jurisdictions);
  const complaints: Complaint[] = [];
  if (entry.account === undefined && accounts.length > 1) {
    complaints.push({
      path: at('account'),
      message: `is missing: the fleet has several accounts, write one of ${accounts.join(', ')}`,
    });
  } else if (entry.account !== undefined && !accounts.includes(entry.account)) {
    complaints.push({
      path: at('account'),
      message: `names an account that is not declared: write one of ${accounts.join(', ')}, or add it to accounts`,
    });
  }
  if (entry.jurisdiction !== undefined && !jurisdictions.includes(entry.jurisdiction)) {
    complaints.push({
      path: at('jurisdiction'),
      message: `names a jurisdiction that is not declared: add ${quote(entry.jurisdiction)} to jurisdictions`,
    });
  }
  for (const code of Object.keys(entry.regions)) complaints.push(...knownRegion(entries, code, at('regions', code)));
  complaints.push(
    ...checkRoles(entry, at),
    ...checkLaw(entry, entries, at),
    ...checkObjectives(entry, at),
    ...repeated(
      byDeclaration(entry.stores.map(({ id }) => id)),
      (position) => at('stores', position, 'id'),
      'store of this workload',
    ),
    ...repeated(
      byDeclaration(entry.entryPoints.map(({ id }) => id)),
      (position) => at('entryPoints', position, 'id'),
      'entry point of this workload',
    ),
    ...repeated(
      byDeclaration(entry.secrets.map(({ name }) => name)),
      (position) => at('secrets', position, 'name'),
      'secret of this workload',
    ),
    ...repeated(
      byDeclaration(entry.keys.map(({ alias }) => alias)),
      (position) => at('keys', position, 'alias'),
      'key of this workload',
    ),
    ...repeated(
      byDeclaration(entry.distributions.map(({ id }) => id)),
      (position) => at('distributions', position, 'id'),
      'distribution of this workload',
    ),
    ...checkStores(entry, at),
    ...checkMarkers(entry, at),
    ...checkEntryPoints(entry, entries, at),
    ...checkRecovery({ index, entry }, entries),
  );
  for (const code of Object.keys(entry.capacity)) complaints.push(...ownRegion(entry, code, at('capacity', code)));
  return complaints;
}

type At = (...path: FilePath) => FilePath;

/** Active/active serves from every region; the other strategies have one primary and somewhere to go. */
function checkRoles({ regions, strategy }: WorkloadEntry, at: At): readonly Complaint[] {
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

/** Personal data may only be where the law lets it be, its home included. */
function checkLaw(entry: WorkloadEntry, entries: FleetEntries, at: At): readonly Complaint[] {
  const complaints: Complaint[] = [];
  for (const [position, code] of (entry.lawfulRegions ?? []).entries()) {
    complaints.push(...knownRegion(entries, code, at('lawfulRegions', position)));
  }
  const lawful = lawfulRegionsOf(entry, entries);
  if (lawful === 'everywhere') return complaints;
  if (entry.gdpr) {
    for (const code of lawful) {
      const region = entries.regions.find((declared) => declared.entry.code === code);
      if (region === undefined || region.entry.gdpr) continue;
      const position = entry.lawfulRegions?.indexOf(code);
      complaints.push({
        path: position === undefined ? at('gdpr') : at('lawfulRegions', position),
        message: `lets personal data into ${code}, which is not marked gdpr: true under regions: mark it, or leave it out`,
      });
    }
  }
  for (const code of Object.keys(entry.regions)) {
    if (lawful.includes(code) || !idsOf(entries.declared.regions).includes(code)) continue;
    complaints.push({
      path: at('regions', code),
      message: `is not lawful for this workload (${lawful.join(', ') || 'no region is'}): leave the region out, or correct gdpr, jurisdiction or lawfulRegions`,
    });
  }
  if (lawful.length < 2) {
    complaints.push({
      path: entry.lawfulRegions === undefined ? at('gdpr') : at('lawfulRegions'),
      message: 'leaves fewer than two lawful regions, so there is nowhere to recover to: name the home and a target',
    });
  }
  return complaints;
}

/**
 * The regions in which a workload's data may be: what it says itself, else the regions of its jurisdiction, of those
 * under the GDPR only the marked ones.
 */
export function lawfulRegionsOf(
  { lawfulRegions, jurisdiction, gdpr }: WorkloadEntry,
  { jurisdictions, regions }: Pick<FleetEntries, 'jurisdictions' | 'regions'>,
): readonly RegionCode[] | 'everywhere' {
  if (lawfulRegions !== undefined) return lawfulRegions;
  const marked = regions.filter(({ entry }) => entry.gdpr).map(({ entry }) => entry.code);
  if (jurisdiction === undefined) return gdpr ? marked : 'everywhere';
  const within = jurisdictions.find(({ entry }) => entry.id === jurisdiction)?.entry.regions;
  // A jurisdiction that cannot be read is a complaint of its own.
  if (within === undefined) return 'everywhere';
  return gdpr ? within.filter((code) => marked.includes(code)) : within;
}

function checkObjectives({ objectives, strategy }: WorkloadEntry, at: At): readonly Complaint[] {
  return [
    ...repeated(
      byDeclaration(objectives.map(({ scenario }) => scenario)),
      (position) => at('objectives', position, 'scenario'),
      'objective of this workload',
    ),
    ...objectives.flatMap(({ scenario, rto, shift }, position): Complaint[] => {
      if (scenario === 'region-loss' && rto === 0 && strategy !== 'active-active') {
        return [
          {
            path: at('objectives', position, 'rto'),
            message: `must be above 0: only active-active can lose a region without an outage, not ${strategy}`,
          },
        ];
      }
      if (rto === 0 && shift === undefined) {
        return [
          {
            path: at('objectives', position, 'shift'),
            message: 'is missing: with rto 0 write how long users of the lost region may take to be served elsewhere',
          },
        ];
      }
      if (rto !== 0 && shift !== undefined) {
        return [{ path: at('objectives', position, 'shift'), message: 'has a meaning with rto 0 only: leave it out' }];
      }
      return [];
    }),
  ];
}

function checkStores({ stores }: WorkloadEntry, at: At): readonly Complaint[] {
  return stores.flatMap(({ kind, copyResource }, position) =>
    copyResource === undefined || kind === 'backup'
      ? []
      : [{ path: at('stores', position, 'copyResource'), message: 'has a meaning for backup only: leave it out' }],
  );
}

/** A marker must be something its store can hold, and an application must be there to keep it. */
function checkMarkers({ stores, entryPoints }: WorkloadEntry, at: At): readonly Complaint[] {
  const own = entryPoints.map(({ id }) => id);
  return stores.flatMap(({ kind, marker }, position): Complaint[] => {
    if (marker === 'off') return [];
    const path = at('stores', position, 'marker');
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
    if (own.includes(marker.entryPoint)) return [];
    const known = own.length === 0 ? 'it has none' : `write one of ${own.join(', ')}`;
    return [
      {
        path: [...path, 'entryPoint'],
        message: `names ${quote(marker.entryPoint)}, which is no entry point of this workload: ${known}`,
      },
    ];
  });
}

function checkEntryPoints(entry: WorkloadEntry, { hostedZone }: FleetEntries, at: At): readonly Complaint[] {
  return entry.entryPoints.flatMap(({ hostname, endpoints }, position) => [
    ...inZone(hostname, hostedZone, at('entryPoints', position, 'hostname')),
    ...(Object.keys(endpoints).length === 0
      ? [{ path: at('entryPoints', position, 'endpoints'), message: 'must name the host of at least one region' }]
      : []),
    ...Object.keys(endpoints).flatMap((code) => ownRegion(entry, code, at('entryPoints', position, 'endpoints', code))),
  ]);
}

/** The records that route users are read from the hosted zone. */
function inZone(hostname: string, zone: string | 'unknown', path: FilePath): readonly Complaint[] {
  if (zone === 'unknown' || hostname === zone || hostname.endsWith(`.${zone}`)) return [];
  return [{ path, message: `must be a name in the hosted zone ${zone}` }];
}

function knownRegion({ declared }: FleetEntries, code: RegionCode, path: FilePath): readonly Complaint[] {
  const codes = idsOf(declared.regions);
  if (codes.includes(code)) return [];
  const known = codes.length === 0 ? 'none is declared' : `write one of ${codes.join(', ')}`;
  return [{ path, message: `names ${code}, which is not declared under regions: ${known}, or add it there` }];
}

function ownRegion({ regions }: WorkloadEntry, code: RegionCode, path: FilePath): readonly Complaint[] {
  if (Object.hasOwn(regions, code)) return [];
  const own = Object.keys(regions).join(', ');
  return [{ path, message: `names ${code}, in which this workload does not run: write one of ${own}` }];
}

function idsOf(declared: readonly Placed<string>[]): readonly string[] {
  return [...new Set(declared.map(({ entry }) => entry))];
}

/** Two entry points with the same name would be one to DNS. */
function repeatedHostnames({ workloads }: FleetEntries): readonly Complaint[] {
  const seen = new Map<string, string>();
  return workloads.flatMap(({ index, entry }) =>
    entry.entryPoints.flatMap(({ hostname, id }, position): Complaint[] => {
      const other = seen.get(hostname);
      seen.set(hostname, other ?? `${entry.id}/${id}`);
      if (other === undefined) return [];
      const path = ['workloads', index, 'entryPoints', position, 'hostname'];
      return [{ path, message: `is already the name of the entry point ${other}: each has a name of its own` }];
    }),
  );
}

/**
 * How accounts are reached: by the engine's own credentials, which are those of one account, or by roles of the account
 * itself, each for its own purpose, with an external id.
 */
export function checkAccess({ accounts }: Pick<FleetEntries, 'accounts'>): readonly Complaint[] {
  const reachedDirectly = accounts.filter(({ entry }) => entry.externalId === undefined);
  return accounts.flatMap(({ index, entry }): Complaint[] => {
    const at = (field: string): FilePath => ['accounts', index, field];
    const named = (['readerRole', 'writerRole'] as const).filter((field) => entry[field] !== undefined);
    if (entry.externalId === undefined && named.length > 0) {
      const message = `is missing: ${named.join(' and ')} of account ${entry.id} can only be assumed with an external id, or leave ${named.length === 1 ? 'the role' : 'the roles'} out for the account of the engine's own credentials`;
      return [{ path: at('externalId'), message }];
    }
    if (entry.externalId === undefined && reachedDirectly[0]?.index !== index) {
      const first = reachedDirectly[0]?.entry.id ?? '';
      const message = `is missing: only one account can be that of the engine's own credentials, and ${first} has no external id either`;
      return [{ path: at('externalId'), message }];
    }
    const strangers = named.flatMap((field): Complaint[] => {
      const owner = accountOfRole(entry[field] ?? '');
      if (owner === 'any' || owner === entry.id) return [];
      return [
        { path: at(field), message: `is a role of account ${owner}: write one of account ${entry.id}, or its name` },
      ];
    });
    const { reader, writer } = rolesOf(entry);
    if (reader !== writer) return strangers;
    const both = { path: at(named.at(-1) ?? 'writerRole'), message: sameRole };
    return [...strangers, both];
  });
}

const sameRole =
  'is both the reader and the writer role: write two roles, so that what reads the fleet can change nothing';

function rolesOf({ id, readerRole = usualRoles.reader, writerRole = usualRoles.writer }: AccountEntry) {
  return { reader: toRoleArn(readerRole, id), writer: toRoleArn(writerRole, id) };
}

/**
 * Accounts that may not be named while the fleet is simulated: all but the simulated ones, of which the first is that of
 * the engine's own credentials.
 */
export function checkAccounts(
  { accounts, declared }: FleetEntries,
  simulated: readonly AccountId[] | 'not-simulated',
): readonly Complaint[] {
  if (simulated === 'not-simulated') return [];
  const [home] = simulated;
  const unreachable = accounts.flatMap(({ index, entry: { id, externalId } }) =>
    externalId !== undefined || id === home || !simulated.includes(id)
      ? []
      : [
          {
            path: ['accounts', index, 'externalId'],
            message: `is missing: while the fleet is simulated the engine's own credentials are those of account ${home}`,
          },
        ],
  );
  const strangers = declared.accounts.flatMap(({ index, entry: id }) =>
    simulated.includes(id)
      ? []
      : [
          {
            path: ['accounts', index, 'id'],
            message: `names the account ${quote(id)} while the fleet is simulated: write "${simulated[0]}", or set ANTIPODE_SIMULATOR=off to watch AWS`,
          },
        ],
  );
  return [...strangers, ...unreachable];
}
