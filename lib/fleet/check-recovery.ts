import { accountOfClusterArn } from './account-roles';
import { byDeclaration, type FleetEntries, type Placed, repeated } from './fleet-entries';
import { type Complaint, type FilePath, quote } from './fleet-problem';
import type { WorkloadEntry } from './fleet-schema';
import type { PlanEntry, StepEntry } from './recovery-schema';

type At = (...path: FilePath) => FilePath;

/** AWS gives a routing cluster five endpoints, in five regions, so that one of them answers whatever is lost. */
const endpointsOfCluster = 5;

/** What is wrong in the routing clusters by themselves. */
export function checkClusters({ routingClusters, declared }: FleetEntries): readonly Complaint[] {
  return [
    ...repeated(declared.routingClusters, (index) => ['routingClusters', index, 'id'], 'routing cluster'),
    ...routingClusters.flatMap(({ index, entry }): Complaint[] => {
      const path = ['routingClusters', index, 'endpoints'];
      const urls = Object.values(entry.endpoints);
      const account = accountOfClusterArn(entry.arn);
      const accounts = declared.accounts.map((each) => each.entry);
      return [
        ...(urls.length === endpointsOfCluster
          ? []
          : [{ path, message: `must be the ${endpointsOfCluster} endpoints of the cluster, not ${urls.length}` }]),
        ...(new Set(urls).size === urls.length
          ? []
          : [{ path, message: 'names one URL twice: each endpoint has its own' }]),
        ...(accounts.includes(account)
          ? []
          : [
              {
                path: ['routingClusters', index, 'arn'],
                message: `is a cluster of account ${account}, which is not declared: add it to accounts`,
              },
            ]),
      ];
    }),
  ];
}

/** What is wrong between a workload's recovery and the rest of the fleet. */
export function checkRecovery({ index, entry }: Placed<WorkloadEntry>, entries: FleetEntries): readonly Complaint[] {
  const { recovery } = entry;
  if (recovery === undefined) return [];
  const at = (...path: FilePath): FilePath => ['workloads', index, 'recovery', ...path];
  const owned = recovery.plans.map(({ id }) => id);
  return [
    ...checkRouting(entry, entries, at),
    ...(recovery.transaction === undefined
      ? []
      : ownEntryPoint(entry, recovery.transaction.entryPoint, at('transaction', 'entryPoint'))),
    ...repeated(byDeclaration(owned), (position) => at('plans', position, 'id'), 'plan of this workload'),
    ...recovery.plans.flatMap((plan, position) => checkPlan(entry, plan, (...path) => at('plans', position, ...path))),
  ];
}

function checkRouting(entry: WorkloadEntry, entries: FleetEntries, at: At): readonly Complaint[] {
  const { routingCluster, routingControls = {} } = entry.recovery ?? {};
  const regions = Object.keys(routingControls);
  const known = [...new Set(entries.declared.routingClusters.map((each) => each.entry))];
  const complaints: Complaint[] = regions
    .filter((code) => !Object.hasOwn(entry.regions, code))
    .map((code) => ({
      path: at('routingControls', code),
      message: `names ${code}, in which this workload does not run: write one of ${Object.keys(entry.regions).join(', ')}`,
    }));
  if (routingCluster === undefined && regions.length > 0) {
    const message = `is missing: write the id of the cluster whose controls these are, one of ${known.join(', ') || 'those you add to routingClusters'}`;
    return [...complaints, { path: at('routingCluster'), message }];
  }
  if (routingCluster === undefined) return complaints;
  if (!known.includes(routingCluster)) {
    const message = `names ${quote(routingCluster)}, which is not declared: add it to routingClusters`;
    complaints.push({ path: at('routingCluster'), message });
  }
  const served = new Set(entry.entryPoints.flatMap(({ endpoints }) => Object.keys(endpoints)));
  const without = [...served].filter((code) => !regions.includes(code));
  if (without.length > 0) {
    const message = `has no control of ${without.join(', ')}: write the ARN of one for each region that has an endpoint`;
    complaints.push({ path: at('routingControls'), message });
  }
  return complaints;
}

function checkPlan(entry: WorkloadEntry, plan: PlanEntry, at: At): readonly Complaint[] {
  const placed = plan.workflows.flatMap(({ steps }, workflow) =>
    steps.map((step, position) => ({ step, path: ['workflows', workflow, 'steps', position] as FilePath })),
  );
  const ids = placed.map(({ step }) => step.id);
  const fits = entry.strategy === 'active-active' ? plan.action !== 'activate' : plan.action !== 'deactivate';
  return [
    ...(fits
      ? []
      : [
          {
            path: at('action'),
            message: `is ${plan.action}, which does not fit ${entry.strategy}: write ${entry.strategy === 'active-active' ? 'deactivate' : 'activate'} or failback`,
          },
        ]),
    ...repeated(
      byDeclaration(plan.workflows.map(({ id }) => id)),
      (position) => at('workflows', position, 'id'),
      'workflow of this plan',
    ),
    ...repeated(byDeclaration(ids), (position) => at(...(placed[position]?.path ?? []), 'id'), 'step of this plan'),
    ...placed.flatMap(({ step, path }) => checkStep(entry, step, ids, (...more) => at(...path, ...more))),
  ];
}

function checkStep(entry: WorkloadEntry, step: StepEntry, ids: readonly string[], at: At): readonly Complaint[] {
  return [
    ...(step.after ?? []).flatMap((id, position) =>
      ids.includes(id)
        ? []
        : [{ path: at('after', position), message: `names ${quote(id)}, which is no step of this plan` }],
    ),
    ...('store' in step ? ownStore(entry, step.store, at('store')) : []),
    ...('entryPoint' in step ? ownEntryPoint(entry, step.entryPoint, at('entryPoint')) : []),
    ...('region' in step ? ownRegionWord(entry, step.region, at('region')) : []),
    ...(step.kind === 'routing-controls' ? checkTurns(entry, step, at) : []),
    ...(step.kind === 'dns-answer' ? checkAnswer(entry, step, at) : []),
    ...(step.kind === 'transaction-proof' && entry.recovery?.transaction === undefined
      ? [{ path: at('kind'), message: 'needs a transaction: write recovery.transaction of this workload' }]
      : []),
  ];
}

function checkTurns(
  entry: WorkloadEntry,
  { on, off }: Extract<StepEntry, { readonly kind: 'routing-controls' }>,
  at: At,
): readonly Complaint[] {
  return [
    ...(on.length + off.length === 0 ? [{ path: at('on'), message: 'is missing: write on, off or both' }] : []),
    ...on.flatMap((word, position) => ownRegionWord(entry, word, at('on', position))),
    ...off.flatMap((word, position) => ownRegionWord(entry, word, at('off', position))),
    ...(entry.recovery?.routingCluster === undefined
      ? [{ path: at('kind'), message: 'needs routing controls: write recovery.routingControls of this workload' }]
      : []),
  ];
}

function checkAnswer(
  entry: WorkloadEntry,
  { leadsTo, leadsAwayFrom }: Extract<StepEntry, { readonly kind: 'dns-answer' }>,
  at: At,
): readonly Complaint[] {
  if ((leadsTo === undefined) === (leadsAwayFrom === undefined)) {
    const message =
      leadsTo === undefined ? 'is missing: write it, or leadsAwayFrom' : 'excludes leadsAwayFrom: write one';
    return [{ path: at('leadsTo'), message }];
  }
  return leadsTo === undefined
    ? ownRegionWord(entry, leadsAwayFrom ?? '', at('leadsAwayFrom'))
    : ownRegionWord(entry, leadsTo, at('leadsTo'));
}

function ownStore({ stores }: WorkloadEntry, id: string, path: FilePath): readonly Complaint[] {
  const own = stores.map((store) => store.id);
  if (own.includes(id)) return [];
  const known = own.length === 0 ? 'it has none' : `write one of ${own.join(', ')}`;
  return [{ path, message: `names ${quote(id)}, which is no store of this workload: ${known}` }];
}

function ownEntryPoint({ entryPoints }: WorkloadEntry, id: string, path: FilePath): readonly Complaint[] {
  const own = entryPoints.map((entryPoint) => entryPoint.id);
  if (own.includes(id)) return [];
  const known = own.length === 0 ? 'it has none' : `write one of ${own.join(', ')}`;
  return [{ path, message: `names ${quote(id)}, which is no entry point of this workload: ${known}` }];
}

function ownRegionWord({ regions }: WorkloadEntry, word: string, path: FilePath): readonly Complaint[] {
  if (word === 'source' || word === 'target' || Object.hasOwn(regions, word)) return [];
  const own = Object.keys(regions).join(', ');
  return [
    { path, message: `names ${word}, in which this workload does not run: write source, target or one of ${own}` },
  ];
}
