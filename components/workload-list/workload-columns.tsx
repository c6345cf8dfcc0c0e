import type { WorkloadView } from '@/lib/domain/overview/types';
import type { RecoveryTimeEvidence } from '@/lib/domain/recovery/recovery-time-evidence';
import { complianceStates, healthStates } from '@/lib/domain/vocabulary';
import { formatDuration } from '@/lib/format';
import { measuredWords } from '../overview/workload-objectives';
import { workloadAddress } from '../shell/addresses';
import { ComplianceStatus } from '../status/compliance-status';
import { HealthStatus, healthLooks } from '../status/health-status';
import { ProtectionStatus, protectionLooks } from '../status/protection-status';
import { defineTable } from '../table/define-table';
import { NameLink } from '../ui/name-link';

/** A workload with what runs and drills have shown of how long the loss of a region takes it from its users. */
export interface ListedWorkload extends WorkloadView {
  readonly recoveryTime: RecoveryTimeEvidence;
}

const protectionOrder = ['protected', 'unknown', 'at-risk', 'unprotected'] as const;

/** The worst for users first, among equals the least protected. */
function attentionRank({ hasUsers, userHealth, protection }: WorkloadView): number {
  const health = hasUsers ? healthStates.length - healthStates.indexOf(userHealth.state) : 0;
  return health * protectionOrder.length + protectionOrder.indexOf(protection.state);
}

/** Every workload with what users get and what would be lost. */
export const workloadTable = defineTable<ListedWorkload>({
  name: 'workloads',
  caption: 'Workloads with user health, protection and potential data loss',
  noun: ['workload', 'workloads'],
  lines: 2,
  order: { by: 'health', direction: 'descending' },
  rowId: ({ id }) => id,
  hrefOf: ({ id }) => workloadAddress(id),
  textOf: ({ id, name, owner, accountId, strategy, cells }) =>
    [id, name, owner, accountId, strategy, ...cells.map(({ region }) => region)].join(' '),
  toneOf: ({ userHealth, hasUsers }) => (hasUsers ? healthLooks[userHealth.state].tone : 'inactive'),
  marksOf: ({ id, userHealth, protection, hasUsers }) => ({
    'data-testid': `workload-row-${id}`,
    'data-user-health': hasUsers ? userHealth.state : 'no-users',
    'data-protection': protection.state,
    'data-provable': protection.provableNow,
  }),
  columns: [
    {
      id: 'name',
      head: 'Workload',
      width: 'w-44',
      sortBy: ({ name }) => name,
      cell: ({ id, name, tier, strategy }) => (
        <>
          <NameLink href={workloadAddress(id)}>{name}</NameLink>
          <span className="block truncate text-ink-faint text-note">
            Tier {tier}, {strategy.replaceAll('-', ' ')}
          </span>
        </>
      ),
    },
    {
      id: 'health',
      head: 'User health',
      width: 'w-60',
      sortBy: attentionRank,
      cell: ({ userHealth, hasUsers }) =>
        hasUsers ? (
          <HealthStatus verdict={userHealth} />
        ) : (
          <span className="text-ink-muted">No users to judge by: it has no entry point</span>
        ),
    },
    {
      id: 'protection',
      head: 'Protection',
      width: 'w-60',
      sortBy: ({ protection }) => protectionOrder.indexOf(protection.state),
      cell: ({ protection }, now) => <ProtectionStatus protection={protection} now={now} />,
    },
    {
      id: 'measured',
      head: 'Measured loss',
      width: 'w-44',
      sortBy: ({ worstLink }) =>
        worstLink === 'none' || worstLink.loss.measured.state === 'not-measured'
          ? null
          : worstLink.loss.measured.seconds,
      cell: ({ worstLink }, now) =>
        worstLink === 'none' ? (
          <span className="text-ink-muted">No replication known</span>
        ) : (
          measuredWords(worstLink.loss, now)
        ),
    },
    {
      id: 'rpo',
      head: 'RPO',
      align: 'figure',
      width: 'w-20',
      sortBy: (workload) => rpoOf(workload) ?? null,
      cell: (workload) => {
        const rpo = rpoOf(workload);
        return rpo === undefined ? <span className="text-ink-muted">not set</span> : formatDuration(rpo, 'down');
      },
    },
    {
      id: 'recovery-time',
      head: 'Recovery time',
      width: 'w-72',
      sortBy: ({ recoveryTime }) => complianceStates.indexOf(recoveryTime.state),
      cell: ({ recoveryTime }) => (
        <span title={recoveryTime.sentence}>
          <ComplianceStatus state={recoveryTime.state} sentence={recoveryTime.sentence} provableNow />
        </span>
      ),
    },
    {
      id: 'regions',
      head: 'Regions',
      width: 'w-56',
      sortBy: ({ cells }) => cells.length,
      cell: ({ cells }) => (
        <span className="text-ink-muted">{cells.map(({ region, role }) => `${region} (${role})`).join(', ')}</span>
      ),
    },
    {
      id: 'account',
      head: 'Account',
      width: 'w-32',
      sortBy: ({ accountId }) => accountId,
      cell: ({ accountId }) => <span className="text-ink-muted">{accountId}</span>,
    },
    {
      id: 'owner',
      head: 'Owner',
      width: 'w-36',
      sortBy: ({ owner }) => owner,
      cell: ({ owner }) => <bdi className="text-ink-muted">{owner}</bdi>,
    },
  ],
  facets: [
    {
      id: 'health',
      label: 'Health',
      valuesOf: ({ userHealth, hasUsers }) => [hasUsers ? userHealth.state : 'no users'],
    },
    {
      id: 'protection',
      label: 'Protection',
      valuesOf: ({ protection }) => [protection.state],
      words: (value) =>
        protectionOrder.some((state) => state === value)
          ? protectionLooks[value as (typeof protectionOrder)[number]].word
          : value,
    },
    { id: 'region', label: 'Region', valuesOf: ({ cells }) => cells.map(({ region }) => region) },
    { id: 'account', label: 'Account', valuesOf: ({ accountId }) => [accountId] },
    { id: 'tier', label: 'Tier', valuesOf: ({ tier }) => [String(tier)], words: (tier) => `Tier ${tier}` },
  ],
  groupings: [
    { id: 'tier', label: 'tier', of: ({ tier }) => `Tier ${tier}`, order: 'name', summary: healthCounts },
    { id: 'account', label: 'account', of: ({ accountId }) => accountId, summary: healthCounts },
    { id: 'region', label: 'primary region', of: primaryRegion, summary: healthCounts },
  ],
});

function rpoOf({ objectives }: WorkloadView): number | undefined {
  return objectives.find(({ scenario }) => scenario === 'region-loss')?.rpoSeconds;
}

function primaryRegion({ cells }: WorkloadView): string {
  return cells.find(({ role }) => role === 'primary')?.region ?? 'Active in several regions';
}

/** How many of a group are in which state, worst first; unknown is never left out. */
function healthCounts(workloads: readonly WorkloadView[]): string {
  const judged = workloads.filter(({ hasUsers }) => hasUsers);
  return healthStates
    .map((state) => [state, judged.filter(({ userHealth }) => userHealth.state === state).length] as const)
    .filter(([state, count]) => count > 0 || state === 'unknown')
    .map(([state, count]) => `${count} ${state}`)
    .join(', ');
}
