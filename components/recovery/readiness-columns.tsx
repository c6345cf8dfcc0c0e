import type { ReadinessRow } from '@/lib/recovery/pages/build-readiness';
import type { ReadinessView } from '@/lib/recovery/pages/view-readiness';
import { planAddress, startAddress, workloadAddress } from '../shell/addresses';
import { ProblemMark, ReadinessMark } from '../status/decision-status';
import type { Tone } from '../status/tones';
import { defineTable } from '../table/define-table';
import { NameLink } from '../ui/name-link';

const order = ['ready', 'under-way', 'held', 'blocked', 'no-plan'] as const satisfies readonly ReadinessView['state'][];

const stateWords: Readonly<Record<ReadinessView['state'], string>> = {
  ready: 'Can run now',
  held: 'Held up',
  'under-way': 'Is being moved',
  blocked: 'Cannot run',
  'no-plan': 'No plan',
};

const tones = {
  ready: 'inactive',
  'under-way': 'inactive',
  held: 'warning',
  blocked: 'critical',
  'no-plan': 'critical',
} as const satisfies Readonly<Record<ReadinessView['state'], Tone>>;

/** Whether each workload could leave the regions it is served from, now. */
export const readinessTable = defineTable<ReadinessRow>({
  name: 'readiness',
  caption: 'Whether each workload can leave a region now',
  noun: ['move', 'moves'],
  lines: 2,
  order: { by: 'lost', direction: 'descending' },
  rowId: ({ id }) => id,
  hrefOf: ({ workloadId, readiness }) => startAddress({ workload: workloadId, source: readiness.source }),
  textOf: ({ workloadId, workloadName, readiness, plans }) =>
    [workloadId, workloadName, readiness.source, readiness.planned.target, ...plans.map(({ name }) => name)].join(' '),
  toneOf: ({ readiness }) => tones[readiness.lost.state],
  marksOf: ({ workloadId, readiness }) => ({
    'data-testid': `readiness-${workloadId}-${readiness.source}`,
    'data-planned': readiness.planned.state,
    'data-lost': readiness.lost.state,
  }),
  columns: [
    {
      id: 'workload',
      head: 'Workload',
      width: 'w-44',
      sortBy: ({ workloadName }) => workloadName,
      cell: ({ workloadId, workloadName, tier }) => (
        <>
          <NameLink href={workloadAddress(workloadId)}>{workloadName}</NameLink>
          <span className="block text-ink-faint text-note">Tier {tier}</span>
        </>
      ),
    },
    {
      id: 'source',
      head: 'Leave',
      width: 'w-32',
      sortBy: ({ readiness }) => readiness.source,
      cell: ({ readiness }) => readiness.source,
    },
    {
      id: 'lost',
      head: 'If it were lost now',
      width: 'w-80',
      sortBy: ({ readiness }) => order.indexOf(readiness.lost.state),
      cell: ({ readiness }) => <Readiness view={readiness.lost} />,
    },
    {
      id: 'planned',
      head: 'A planned move',
      width: 'w-80',
      sortBy: ({ readiness }) => order.indexOf(readiness.planned.state),
      cell: ({ readiness }) => <Readiness view={readiness.planned} />,
    },
    {
      id: 'plan',
      head: 'Plan',
      width: 'w-64',
      sortBy: ({ plans }) => plans[0]?.name ?? null,
      cell: ({ plans, readiness }) => <Plans plans={plans} source={readiness.source} />,
    },
    {
      id: 'look',
      head: 'Before the button',
      width: 'w-36',
      cell: ({ workloadId, readiness }) => (
        <a href={startAddress({ workload: workloadId, source: readiness.source })} className="text-link underline">
          Look at a move …
        </a>
      ),
    },
  ],
  facets: [
    {
      id: 'ready',
      label: 'If lost',
      valuesOf: ({ readiness }) => [readiness.lost.state],
      words: (value) => stateWords[order.find((state) => state === value) ?? 'no-plan'],
    },
    { id: 'region', label: 'Region', valuesOf: ({ readiness }) => [readiness.source] },
    { id: 'tier', label: 'Tier', valuesOf: ({ tier }) => [String(tier)], words: (tier) => `Tier ${tier}` },
  ],
});

function Readiness({ view }: { readonly view: ReadinessView }) {
  return (
    <>
      <ReadinessMark state={view.state} />
      <span className="block truncate text-ink-muted text-note" title={view.sentence}>
        {view.sentence}
      </span>
    </>
  );
}

function Plans({ plans, source }: { readonly plans: ReadinessRow['plans']; readonly source: string }) {
  const [plan] = plans;
  if (plan === undefined) return <span className="text-ink-muted">none yet</span>;
  const errors = plan.lint.filter(({ severity }) => severity === 'error').length;
  const warnings = plan.lint.length - errors;
  return (
    <>
      <NameLink href={`${planAddress(plan.id)}?${new URLSearchParams({ source })}`}>{plan.name}</NameLink>
      <span className="block truncate text-ink-muted text-note">
        {errors > 0 && <ProblemMark severity="error" />}
        {plan.lint.length === 0 ? 'the linter holds nothing against it' : ` ${errors} errors, ${warnings} warnings`}
        {plans.length > 1 ? `, and ${plans.length - 1} more` : ''}
      </span>
    </>
  );
}
