import type { AccountId } from '../domain/fleet';
import { pricingOf } from '../domain/polling/prices';
import { accountOfRole, toRoleArn, usualRoles } from './account-roles';
import { checkBudgets } from './check-budgets';
import { idsOf, knownRegion, repeated } from './check-names';
import { checkClusters } from './check-recovery';
import { checkReports } from './check-reports';
import { checkScenes } from './check-walls';
import { checkWorkload } from './check-workload';
import type { FleetEntries } from './fleet-entries';
import { type Complaint, type FilePath, quote } from './fleet-problem';
import type { AccountEntry } from './fleet-schema';

/** What is wrong between the items of a fleet file: names of things that are not there, roles that do not fit, laws. */
export function checkFleet(entries: FleetEntries): readonly Complaint[] {
  const { declared } = entries;
  return [
    ...repeated(declared.accounts, (index) => ['accounts', index, 'id'], 'account'),
    ...repeated(declared.budgets, (index) => ['budgets', index, 'id'], 'budget'),
    ...repeated(declared.jurisdictions, (index) => ['jurisdictions', index, 'id'], 'jurisdiction'),
    ...repeated(declared.regions, (index) => ['regions', index, 'code'], 'region'),
    ...repeated(declared.workloads, (index) => ['workloads', index, 'id'], 'workload'),
    ...repeated(declared.walls, (index) => ['walls', index, 'id'], 'wall'),
    ...repeated(declared.reports, (index) => ['reports', index, 'id'], 'delivery'),
    ...entries.walls.flatMap(checkScenes),
    ...checkAccess(entries),
    ...checkPollingBudgets(entries),
    ...checkBudgets(entries),
    ...checkReports(entries),
    ...checkClusters(entries),
    ...entries.jurisdictions.flatMap(({ index, entry }) =>
      entry.regions.flatMap((code, at) => knownRegion(entries, code, ['jurisdictions', index, 'regions', at])),
    ),
    ...entries.workloads.flatMap((each) => checkWorkload(each, entries)),
    ...repeatedHostnames(entries),
  ];
}

/** Two entry points with the same name would be one to DNS. */
function repeatedHostnames({ workloads }: FleetEntries): readonly Complaint[] {
  const seen = new Map<string, string>();
  return workloads.flatMap(({ index, entry }) =>
    entry.lists.entryPoints.flatMap(({ index: position, entry: { hostname, id } }): Complaint[] => {
      const other = seen.get(hostname);
      seen.set(hostname, other ?? `${entry.single.id ?? `workloads[${index}]`}/${id}`);
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
    const named = roleFields.filter((field) => entry[field] !== undefined);
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
    return [...strangers, ...sharedRoles(entry).map((complaint) => ({ ...complaint, path: at(complaint.field) }))];
  });
}

/** A budget is in US dollars at prices that are known for AWS's own partition alone. */
function checkPollingBudgets({ accounts, declared }: FleetEntries): readonly Complaint[] {
  if (pricingOf(idsOf(declared.regions)) === 'list-prices') return [];
  return accounts.flatMap(({ index, entry: { pollingBudget } }) =>
    pollingBudget === undefined
      ? []
      : [
          {
            path: ['accounts', index, 'pollingBudget'],
            message: 'cannot be kept: the prices of this partition are not known here, so leave it out',
          },
        ],
  );
}

const roleFields = ['readerRole', 'writerRole', 'failoverRole'] as const;
type RoleField = (typeof roleFields)[number];
const purposes: Readonly<Record<RoleField, keyof typeof usualRoles>> = {
  readerRole: 'reader',
  writerRole: 'writer',
  failoverRole: 'failover',
};

/** One role for two purposes could do more than either: what reads the fleet must be able to change nothing. */
function sharedRoles(entry: AccountEntry): readonly { readonly field: RoleField; readonly message: string }[] {
  const arnOf = (field: RoleField) => toRoleArn(entry[field] ?? usualRoles[purposes[field]], entry.id);
  const pairs = roleFields.flatMap((one, index) => roleFields.slice(index + 1).map((other) => [one, other] as const));
  const shared = pairs.filter(([one, other]) => arnOf(one) === arnOf(other));
  return shared.map(([one, other]) => ({
    // The one that was written down, where only one was.
    field: entry[other] === undefined ? one : other,
    message: `is both the ${purposes[one]} and the ${purposes[other]} role: write two roles, so that ${reasonOf(one)}`,
  }));
}

function reasonOf(field: RoleField): string {
  return field === 'readerRole'
    ? 'what reads the fleet can change nothing'
    : 'what writes markers all the time can move nothing';
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
