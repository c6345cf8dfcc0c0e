import { ownEntryPoint, repeated } from './check-names';
import { type At, type Complaint, type FilePath, quote } from './fleet-problem';
import type { ReadableWorkload } from './readable-workload';
import type { PlanEntry, StepEntry } from './recovery-schema';

/** What is wrong in a plan written as code: names of things that are not there, and what does not fit the workload. */
export function checkPlan(workload: ReadableWorkload, plan: PlanEntry, at: At): readonly Complaint[] {
  const placed = plan.workflows.flatMap(({ steps }, workflow) =>
    steps.map((step, position) => ({ step, path: ['workflows', workflow, 'steps', position] as FilePath })),
  );
  const ids = placed.map(({ step }) => step.id);
  const numbered = (list: readonly string[]) => list.map((entry, index) => ({ index, entry }));
  return [
    ...checkAction(workload, plan, at),
    ...repeated(
      numbered(plan.workflows.map(({ id }) => id)),
      (position) => at('workflows', position, 'id'),
      'workflow of this plan',
    ),
    ...repeated(numbered(ids), (position) => at(...(placed[position]?.path ?? []), 'id'), 'step of this plan'),
    ...placed.flatMap(({ step, path }) => checkStep(workload, step, ids, (...more) => at(...path, ...more))),
  ];
}

function checkAction({ single: { strategy } }: ReadableWorkload, { action }: PlanEntry, at: At): readonly Complaint[] {
  if (strategy === undefined || action === 'failback') return [];
  const fitting = strategy === 'active-active' ? 'deactivate' : 'activate';
  if (action === fitting) return [];
  return [
    { path: at('action'), message: `is ${action}, which does not fit ${strategy}: write ${fitting} or failback` },
  ];
}

function checkStep(workload: ReadableWorkload, step: StepEntry, ids: readonly string[], at: At): readonly Complaint[] {
  const { entryPointIds, recovery } = workload;
  return [
    ...(step.after ?? []).flatMap((id, position) =>
      ids.includes(id)
        ? []
        : [{ path: at('after', position), message: `names ${quote(id)}, which is no step of this plan` }],
    ),
    ...('store' in step ? ownStore(workload, step.store, at('store')) : []),
    ...('entryPoint' in step ? ownEntryPoint(entryPointIds, step.entryPoint, at('entryPoint')) : []),
    ...('region' in step ? ownRegionWord(workload, step.region, at('region')) : []),
    ...(step.kind === 'routing-controls' ? checkTurns(workload, step, at) : []),
    ...(step.kind === 's3-routes' ? checkSwitches(workload, step, at) : []),
    ...(step.kind === 'dns-answer' ? checkAnswer(workload, step, at) : []),
    ...(step.kind === 'consumers' || step.kind === 'schedules' ? checkLevers(workload, step.kind, at) : []),
    ...(step.kind === 'freeze-deployments' ? checkLevers(workload, 'deployments', at) : []),
    ...(step.kind === 'invoke-function' ? checkCall(step, at) : []),
    ...(step.kind === 'announce' && step.topics.length === 0 && !recovery.isWritten('announce')
      ? [{ path: at('topics'), message: 'is missing: write ARNs of SNS topics, here or as recovery.announce' }]
      : []),
    ...(step.kind === 'health-check-flip' ? checkFlipStep(workload, step, at) : []),
    ...(step.kind === 'accelerator-dial' ? checkDial(workload, step, at) : []),
    ...('records' in step ? checkRecordsStep(workload, step, at) : []),
    ...('clusters' in step
      ? Object.keys(step.clusters).flatMap((region) => ownRegionWord(workload, region, at('clusters', region)))
      : []),
    ...(step.kind === 'rds-create-replica'
      ? Object.keys(step.kmsKeys).flatMap((region) => ownRegionWord(workload, region, at('kmsKeys', region)))
      : []),
    ...(step.kind === 'clean-up' && step.removes === 'aurora-instance' && Object.keys(step.clusters).length === 0
      ? [{ path: at('clusters'), message: 'is missing: write the cluster whose instance is deleted, by its region' }]
      : []),
    ...(step.kind === 'transaction-proof' && !recovery.isWritten('transaction')
      ? [{ path: at('kind'), message: 'needs a transaction: write recovery.transaction of this workload' }]
      : []),
  ];
}

function checkTurns(
  workload: ReadableWorkload,
  { on, off }: Extract<StepEntry, { readonly kind: 'routing-controls' }>,
  at: At,
): readonly Complaint[] {
  return [
    ...(on.length + off.length === 0 ? [{ path: at('on'), message: 'is missing: write on, off or both' }] : []),
    ...on.flatMap((word, position) => ownRegionWord(workload, word, at('on', position))),
    ...off.flatMap((word, position) => ownRegionWord(workload, word, at('off', position))),
    ...(workload.recovery.isWritten('routingCluster')
      ? []
      : [{ path: at('kind'), message: 'needs routing controls: write recovery.routingControls of this workload' }]),
  ];
}

function checkSwitches(
  workload: ReadableWorkload,
  { accessPoint, on, off }: Extract<StepEntry, { readonly kind: 's3-routes' }>,
  at: At,
): readonly Complaint[] {
  const { accessPoints = [], isWritten } = workload.recovery;
  const ids = accessPoints.map(({ id }) => id);
  const known = isWritten('accessPoints') ? `write one of ${ids.join(', ')}` : 'write recovery.accessPoints';
  const stranger = `names ${quote(accessPoint)}, which is no access point of this workload: ${known}`;
  // What cannot be read is a complaint of its own.
  const isReadable = workload.recovery.accessPoints !== undefined;
  return [
    ...(isReadable && !ids.includes(accessPoint) ? [{ path: at('accessPoint'), message: stranger }] : []),
    ...(on.length + off.length === 0 ? [{ path: at('on'), message: 'is missing: write on, off or both' }] : []),
    ...on.flatMap((word, position) => ownRegionWord(workload, word, at('on', position))),
    ...off.flatMap((word, position) => ownRegionWord(workload, word, at('off', position))),
  ];
}

function checkLevers(
  { recovery }: ReadableWorkload,
  field: 'consumers' | 'schedules' | 'deployments',
  at: At,
): readonly Complaint[] {
  if (recovery.isWritten(field)) return [];
  return [{ path: at('kind'), message: `needs ${field}: write recovery.${field} of this workload` }];
}

function checkCall(
  { invocation, expects }: Extract<StepEntry, { readonly kind: 'invoke-function' }>,
  at: At,
): readonly Complaint[] {
  if (invocation === 'request-response' || Object.keys(expects).length === 0) return [];
  return [
    { path: at('expects'), message: 'needs an answer, and nobody hears one of an event: write request-response' },
  ];
}

function checkFlipStep(
  { recovery: { flips, isWritten } }: ReadableWorkload,
  { flip }: Extract<StepEntry, { readonly kind: 'health-check-flip' }>,
  at: At,
): readonly Complaint[] {
  // What cannot be read is a complaint of its own.
  if (flips === undefined) return [];
  const ids = flips.map(({ id }) => id);
  if (ids.includes(flip)) return [];
  const known = isWritten('flips') ? `write one of ${ids.join(', ')}` : 'write recovery.flips';
  return [{ path: at('flip'), message: `names ${quote(flip)}, which is no flip of this workload: ${known}` }];
}

function checkDial(
  { recovery: { accelerators, isWritten } }: ReadableWorkload,
  { accelerator }: Extract<StepEntry, { readonly kind: 'accelerator-dial' }>,
  at: At,
): readonly Complaint[] {
  // What cannot be read is a complaint of its own.
  if (accelerators === undefined) return [];
  const ids = accelerators.map(({ id }) => id);
  if (ids.includes(accelerator)) return [];
  const known = isWritten('accelerators') ? `write one of ${ids.join(', ')}` : 'write recovery.accelerators';
  const message = `names ${quote(accelerator)}, which is no accelerator of this workload: ${known}`;
  return [{ path: at('accelerator'), message }];
}

function checkRecordsStep(
  { recovery: { records, isWritten } }: ReadableWorkload,
  { kind, records: id }: Extract<StepEntry, { readonly records: string }>,
  at: At,
): readonly Complaint[] {
  // What cannot be read is a complaint of its own.
  if (records === undefined) return [];
  const named = records.find((each) => each.id === id);
  if (named === undefined) {
    const known = isWritten('records')
      ? `write one of ${records.map((each) => each.id).join(', ')}`
      : 'write recovery.records';
    return [{ path: at('records'), message: `names ${quote(id)}, which are no records of this workload: ${known}` }];
  }
  if ((named.policy === 'weighted') === (kind === 'weighted-shift')) return [];
  const wanted = kind === 'weighted-shift' ? 'weighted records' : 'records whose policy is failover or simple';
  return [{ path: at('records'), message: `names ${quote(id)}, whose policy is ${named.policy}: name ${wanted}` }];
}

function checkAnswer(
  workload: ReadableWorkload,
  { leadsTo, leadsAwayFrom }: Extract<StepEntry, { readonly kind: 'dns-answer' }>,
  at: At,
): readonly Complaint[] {
  if (leadsTo !== undefined && leadsAwayFrom !== undefined) {
    return [{ path: at('leadsTo'), message: 'excludes leadsAwayFrom: write one of the two' }];
  }
  if (leadsTo !== undefined) return ownRegionWord(workload, leadsTo, at('leadsTo'));
  if (leadsAwayFrom !== undefined) return ownRegionWord(workload, leadsAwayFrom, at('leadsAwayFrom'));
  return [{ path: at('leadsTo'), message: 'is missing: write it, or leadsAwayFrom' }];
}

function ownStore({ storeIds }: ReadableWorkload, id: string, path: FilePath): readonly Complaint[] {
  if (storeIds.includes(id)) return [];
  const known = storeIds.length === 0 ? 'it has none' : `write one of ${storeIds.join(', ')}`;
  return [{ path, message: `names ${quote(id)}, which is no store of this workload: ${known}` }];
}

function ownRegionWord({ single, canRead }: ReadableWorkload, word: string, path: FilePath): readonly Complaint[] {
  if (word === 'source' || word === 'target' || !canRead('regions')) return [];
  const own = Object.keys(single.regions ?? {});
  if (own.includes(word)) return [];
  const message = `names ${word}, in which this workload does not run: write source, target or one of ${own.join(', ')}`;
  return [{ path, message }];
}
