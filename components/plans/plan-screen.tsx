'use client';

import dynamic from 'next/dynamic';
import { useMemo } from 'react';
import { planModes } from '@/lib/domain/recovery/plan';
import { formatDuration } from '@/lib/format';
import { buildPlanPage, type PlanSubject } from '@/lib/recovery/pages/build-plan-page';
import { planTextAddress, startAddress, workloadAddress } from '../shell/addresses';
import { ConsolePage } from '../shell/console-page';
import { useLiveFleet } from '../shell/live-entities';
import { PageTitle } from '../shell/page-title';
import { Choice } from '../ui/choice';
import { NameLink } from '../ui/name-link';
import { Panel } from '../ui/panel';
import { RefusedValues } from '../url/refused-values';
import { urlChoice, urlText } from '../url/url-state';
import { type SetUrlState, useUrlState } from '../url/use-url-state';
import { PlanGraph } from './plan-graph';
import { Problems } from './step-facts';
import { modeWords, viewWords } from './words';

const PlanTable = dynamic(() => import('./plan-table'));

/** What of a plan is shown, kept in the address. */
export const planUrl = {
  source: urlText('Source'),
  target: urlText('Target'),
  mode: urlChoice('Mode', ['', ...planModes], ''),
  step: urlText('Step'),
  view: urlChoice('View', ['graph', 'table'], 'graph'),
};

/** One plan as a graph, for each way it can be run. */
export function PlanScreen({ planId }: { readonly planId: string }) {
  const { entities, now } = useLiveFleet();
  const { values, refused, set } = useUrlState(planUrl);
  const { source, target, mode } = values;
  const { overview, subject } = useMemo(
    () => buildPlanPage(entities, planId, { source, target, mode }, now),
    [entities, planId, source, target, mode, now],
  );
  const name = subject === 'absent' ? planId : subject.plan.name;
  return (
    <ConsolePage
      title={name}
      area="recovery"
      overview={overview}
      trail={[{ name: 'Recovery', href: '/recovery' }, { name }]}
      heading={
        <PageTitle title={name}>{subject === 'absent' ? undefined : <PlanOrigin subject={subject} />}</PageTitle>
      }
      controls={
        subject === 'absent' ? undefined : (
          <>
            <RouteChooser subject={subject} set={set} view={values.view} />
            <PlanLinks subject={subject} />
          </>
        )
      }
    >
      <RefusedValues refused={refused} />
      {subject === 'absent' ? (
        <p className="max-w-prose">
          There is no such plan now. It may have been taken out of the fleet file, or the engine has not built it yet.
        </p>
      ) : (
        <PlanBody
          subject={subject}
          simulated={overview.console.simulated}
          selected={values.step}
          view={values.view}
          onSelect={(step) => set({ step }, 'replace')}
        />
      )}
    </ConsolePage>
  );
}

function PlanOrigin({ subject }: { readonly subject: PlanSubject }) {
  const { plan, workload } = subject;
  return (
    <>
      {plan.origin === 'generated' ? 'Generated from the topology' : 'Written in the fleet file'} for{' '}
      <NameLink href={workloadAddress(plan.workloadId)}>
        {workload === 'none' ? plan.workloadId : workload.name}
      </NameLink>
      . Version <span className="font-mono">{plan.version.slice(0, 12)}</span>.
    </>
  );
}

function PlanLinks({ subject: { plan, route, mode } }: { readonly subject: PlanSubject }) {
  return (
    <>
      {route !== 'none' && (
        <a
          href={startAddress({ workload: plan.workloadId, source: route.source, target: route.target, mode })}
          className="text-link underline"
        >
          Look at this move now
        </a>
      )}
      <a href={planTextAddress(plan.id)} className="text-link underline">
        Write it as code
      </a>
    </>
  );
}

export interface RouteChooserProps {
  readonly subject: PlanSubject;
  readonly set: SetUrlState<typeof planUrl>;
  readonly view: 'graph' | 'table';
}

/** Which of a plan's ways is looked at, and how. */
export function RouteChooser({ subject, set, view }: RouteChooserProps) {
  const { route, plan, mode, sources, targets } = subject;
  if (route === 'none') return null;
  const named = (codes: readonly string[]) => Object.fromEntries(codes.map((code) => [code, code]));
  return (
    <>
      <Choice
        label="Leave"
        shown
        value={route.source}
        options={sources}
        words={named(sources)}
        onChoose={(source) => set({ source, target: '' })}
      />
      <Choice
        label={plan.action === 'deactivate' ? 'Users go to' : 'Takes over'}
        shown
        value={route.target}
        options={targets}
        words={named(targets)}
        onChoose={(target) => set({ source: route.source, target })}
      />
      <Choice
        label="Mode"
        shown
        value={mode}
        options={plan.modes}
        words={modeWords}
        onChoose={(chosen) => set({ mode: chosen })}
      />
      <Choice
        label="Shown as"
        shown
        value={view}
        options={['graph', 'table'] as const}
        words={viewWords}
        onChoose={(chosen) => set({ view: chosen })}
      />
    </>
  );
}

export interface PlanBodyProps {
  readonly subject: PlanSubject;
  readonly simulated: boolean;
  readonly selected: string;
  readonly view: 'graph' | 'table';
  readonly onSelect: (id: string) => void;
  /** What the linter says stands elsewhere on the page. */
  readonly lintElsewhere?: true;
}

/** A plan on one of its ways, with what the linter says. */
export function PlanBody({ subject, simulated, selected, view, onSelect, lintElsewhere }: PlanBodyProps) {
  const { plan, route, mode, steps, estimate, problems } = subject;
  if (route === 'none') {
    return (
      <Panel id="plan-title" title="No way" simulated={simulated}>
        <div className="grid gap-2 px-4 py-3 text-table">
          <p>No region of the workload can take over from another one, so that this plan leads nowhere.</p>
          <Problems problems={problems} />
        </div>
      </Panel>
    );
  }
  const label = `${plan.name}, ${route.source} to ${route.target}, ${mode}`;
  const inPlace = steps.flatMap((step) => step.problems).length;
  return (
    <>
      {lintElsewhere === undefined && problems.length + inPlace > 0 && (
        <Panel
          id="problems-title"
          title="What the linter holds against it"
          simulated={simulated}
          aside={`${plan.lint.length} in all, ${inPlace} on this way`}
        >
          <div className="grid gap-2 px-4 py-3 text-table">
            {plan.lint.some(({ severity }) => severity === 'error') && (
              <p className="font-medium">It cannot be run until its errors are mended in the fleet file.</p>
            )}
            <Problems problems={plan.lint} />
          </div>
        </Panel>
      )}
      <Panel
        id="plan-title"
        title={`${route.source} → ${route.target}, ${modeWords[mode].toLowerCase()}`}
        simulated={simulated}
        aside={
          estimate === 'none'
            ? undefined
            : `Users served after ${formatDuration(estimate.p50Seconds)}, slow case ${formatDuration(estimate.p90Seconds)}${
                estimate.undecided.length > 0 ? ', and however long people take' : ''
              }. ${estimate.because}.`
        }
      >
        {view === 'table' ? (
          <PlanTable steps={steps} caption={label} />
        ) : (
          <PlanGraph label={label} layout={subject.graph} steps={steps} selected={selected} onSelect={onSelect} />
        )}
      </Panel>
    </>
  );
}
