'use client';

import type { EpochMs } from '@/lib/domain/time';
import { formatDuration, formatMoment } from '@/lib/format';
import type { GraphLayout } from '@/lib/recovery/pages/lay-out-graph';
import { stepWord } from '@/lib/recovery/pages/run-words';
import { expectedWords, needWords, planeWords } from '@/lib/recovery/pages/step-words';
import type { RunStepView } from '@/lib/recovery/pages/view-run-steps';
import { Fact, FactRows, StepFacts } from '../plans/step-facts';
import { StepGraph } from '../plans/step-graph';
import { FenceStatus, lookOfStep, StepStatus } from '../status/execution-status';
import { CallList } from './call-list';

export interface RunGraphProps {
  readonly label: string;
  readonly layout: GraphLayout;
  readonly steps: readonly RunStepView[];
  readonly selected: string;
  readonly onSelect: (id: string) => void;
  readonly now: EpochMs;
  /** Nothing is heard of the run: what was under way may be, or not. */
  readonly silent: boolean;
}

/** The steps of a run with how each fares; of the selected one what it did and which calls it made. */
export function RunGraph({ label, layout, steps, selected, onSelect, now, silent }: RunGraphProps) {
  const shown = steps.find(({ id }) => id === selected) ?? currentStep(steps);
  return (
    <div className="grid xl:grid-cols-[minmax(0,7fr)_minmax(18rem,5fr)]">
      <StepGraph
        label={label}
        layout={layout}
        selected={shown?.id ?? ''}
        onSelect={onSelect}
        steps={steps.map((step) => ({
          id: step.id,
          label: `Step ${step.number}: ${step.planned.title}, ${stepWord(step).toLowerCase()}`,
          tone: lookOfStep(step).tone,
          marks: { 'data-testid': `step-${step.id}`, 'data-step-state': step.state },
          body: <NodeBody step={step} silent={silent} />,
        }))}
      />
      {shown !== undefined && (
        <section aria-label={`Step ${shown.number}`} className="border-line px-4 py-3 max-xl:border-t xl:border-l">
          <StepDetail step={shown} now={now} silent={silent} />
        </section>
      )}
    </div>
  );
}

const attention: readonly RunStepView['state'][] = ['failed', 'in-doubt', 'waiting', 'running'];

/** The one a person wants to look at: what is stuck, then what goes on, then what ended last. */
function currentStep(steps: readonly RunStepView[]): RunStepView | undefined {
  const [wanted] = attention.flatMap((state) => steps.filter((step) => step.state === state));
  return wanted ?? steps.findLast(({ endedAt }) => endedAt !== 'not-yet') ?? steps[0];
}

function NodeBody({ step, silent }: { readonly step: RunStepView; readonly silent: boolean }) {
  const { planned, number, state } = step;
  return (
    <>
      <span className="line-clamp-2 text-ink text-table">
        <span className="text-ink-faint">{number}.</span> {planned.title}
      </span>
      <span className="flex min-w-0 items-center gap-2 text-note">
        <StepStatus state={state} word={stepWord(step)} isUnproven={step.isUnproven} silent={silent} />
        <span className="truncate text-ink-muted">{timeWords(step)}</span>
      </span>
    </>
  );
}

function timeWords({ state, seconds, isSlow, planned, attempt }: RunStepView): string {
  const again = attempt > 1 ? `, attempt ${attempt}` : '';
  if (seconds === 'none') return state === 'pending' ? `usually ${expectedWords(planned.facts.expected)}` : '';
  if (state === 'done') return `in ${formatDuration(seconds)}${again}`;
  if (state === 'running') return `${formatDuration(seconds)}${isSlow ? ', slower than usual' : ''}${again}`;
  return `${formatDuration(seconds)}${again}`;
}

interface StepDetailProps {
  readonly step: RunStepView;
  readonly now: EpochMs;
  readonly silent: boolean;
}

function StepDetail({ step, now, silent }: StepDetailProps) {
  const { planned, number, state, sentence, attempt, startedAt, endedAt, fence, calls } = step;
  return (
    <div className="grid gap-3 text-table [overflow-wrap:anywhere]" data-testid="step-detail">
      <h3 className="font-semibold text-body">
        {number}. {planned.title}
      </h3>
      <div>
        <StepStatus state={state} word={stepWord(step)} isUnproven={step.isUnproven} silent={silent} />
        {sentence !== '' && <p className="mt-0.5">{sentence}</p>}
      </div>
      {fence !== 'none' && <FenceStatus fence={fence} />}
      <FactRows>
        <Fact name="Began">{startedAt === 'not-yet' ? 'not yet' : formatMoment(startedAt, now, 'second')}</Fact>
        <Fact name="Ended">{endedAt === 'not-yet' ? 'not yet' : formatMoment(endedAt, now, 'second')}</Fact>
        <Fact name="Attempts">{attempt}</Fact>
        <Fact name="Depends on">{`${planeWords[planned.facts.plane]}, ${needWords(planned)}`}</Fact>
      </FactRows>
      <CallList calls={calls} now={now} />
      <details>
        <summary className="min-h-6 text-link">What the plan says of it</summary>
        <div className="mt-1">
          <StepFacts step={planned} problems={[]} />
        </div>
      </details>
    </div>
  );
}
