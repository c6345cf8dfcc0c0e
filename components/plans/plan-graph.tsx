'use client';

import type { PlanStepView } from '@/lib/recovery/pages/build-plan-page';
import type { GraphLayout } from '@/lib/recovery/pages/lay-out-graph';
import { expectedWords, needWords, planeWords, stepKindWords } from '@/lib/recovery/pages/step-words';
import { ProblemMark } from '../status/decision-status';
import { StepFacts } from './step-facts';
import { StepGraph } from './step-graph';

export interface PlanGraphProps {
  readonly label: string;
  readonly layout: GraphLayout;
  readonly steps: readonly PlanStepView[];
  readonly selected: string;
  readonly onSelect: (id: string) => void;
}

/** The steps of a plan as a graph, with all that is known of the selected one beside it. */
export function PlanGraph({ label, layout, steps, selected, onSelect }: PlanGraphProps) {
  const shown =
    steps.find(({ step }) => step.id === selected) ?? steps.find(({ problems }) => problems.length > 0) ?? steps[0];
  return (
    <div className="grid xl:grid-cols-[minmax(0,7fr)_minmax(20rem,4fr)]">
      <StepGraph
        label={label}
        layout={layout}
        selected={shown?.step.id ?? ''}
        onSelect={onSelect}
        steps={steps.map((view) => ({
          id: view.step.id,
          label: `Step ${view.number}: ${view.step.title}${view.problems.length > 0 ? ', has a problem' : ''}`,
          tone: toneOf(view),
          marks: { 'data-testid': `step-${view.step.id}` },
          body: <NodeBody view={view} />,
        }))}
      />
      {shown !== undefined && (
        <section aria-label={`Step ${shown.number}`} className="border-line px-4 py-3 max-xl:border-t xl:border-l">
          <div className="grid gap-2 xl:sticky xl:top-2">
            <h3 className="font-semibold text-body">
              {shown.number}. {shown.step.title}
            </h3>
            <StepFacts step={shown.step} problems={shown.problems} />
          </div>
        </section>
      )}
    </div>
  );
}

function toneOf({ problems }: PlanStepView): 'critical' | 'warning' | 'inactive' {
  if (problems.some(({ severity }) => severity === 'error')) return 'critical';
  return problems.length > 0 ? 'warning' : 'inactive';
}

function NodeBody({ view: { step, number, problems } }: { readonly view: PlanStepView }) {
  const [problem] = problems;
  return (
    <>
      <span className="line-clamp-2 text-ink text-table">
        <span className="text-ink-faint">{number}.</span> {step.title}
      </span>
      <span className="truncate text-ink-muted text-note">
        {problem === undefined ? (
          `${stepKindWords[step.spec.kind]} · ${planeWords[step.facts.plane]} · ${needWords(step)}`
        ) : (
          <ProblemMark severity={problem.severity} />
        )}
      </span>
      <span className="truncate text-ink-faint text-note">{expectedWords(step.facts.expected)}</span>
    </>
  );
}
