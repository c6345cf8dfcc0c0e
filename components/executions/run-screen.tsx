'use client';

import dynamic from 'next/dynamic';
import { useMemo } from 'react';
import { formatMoment } from '@/lib/format';
import { buildRunPage, type RunSubject } from '@/lib/recovery/pages/build-run-page';
import { modeWords, viewWords } from '../plans/words';
import { planAddress, wayHomeAddress, workloadAddress } from '../shell/addresses';
import { ConsolePage } from '../shell/console-page';
import { useLiveFleet } from '../shell/live-entities';
import { usePerson } from '../shell/person';
import { ExecutionStatus } from '../status/execution-status';
import { Choice } from '../ui/choice';
import { NameLink } from '../ui/name-link';
import { Panel } from '../ui/panel';
import { RefusedValues } from '../url/refused-values';
import { urlChoice, urlText } from '../url/url-state';
import { useUrlState } from '../url/use-url-state';
import type { Command, RunCommands } from './command';
import { FactsPanel } from './facts-panel';
import { LossTable } from './loss-table';
import { PracticeBand, practiceWord } from './practice-band';
import { RunActions } from './run-actions';
import { RunClock } from './run-clock';
import { RunGraph } from './run-graph';
import { RunTimeline } from './run-timeline';
import type { ReportReading } from './use-report-state';

const RunReport = dynamic(() => import('./run-report'));
const RunResidue = dynamic(() => import('./run-residue'));
const RunStepTable = dynamic(() => import('./run-step-table'));

export interface RunScreenProps {
  readonly executionId: string;
  readonly commands: RunCommands;
  readonly ownResidue: Command | 'not-allowed';
  /** A fixed picture, for the gallery. */
  readonly report: ReportReading | 'live';
}

const spec = { step: urlText('Step'), view: urlChoice('View', ['graph', 'table'], 'graph') };

/** One run: how long users have waited, what is true, what may be done, and everything that happened. Live. */
export function RunScreen({ executionId, commands, ownResidue, report }: RunScreenProps) {
  const { entities, now } = useLiveFleet();
  const { overview, subject } = useMemo(() => buildRunPage(entities, executionId, now), [entities, executionId, now]);
  const name = subject === 'absent' ? executionId : titleOf(subject);
  return (
    <ConsolePage
      title={name}
      area="recovery"
      overview={overview}
      trail={[{ name: 'Recovery', href: '/recovery' }, { name }]}
    >
      {subject === 'absent' ? (
        <>
          <h1 className="font-semibold text-title">This run is not known</h1>
          <p className="max-w-prose">It may be older than what is kept on this page, or your account may not see it.</p>
        </>
      ) : (
        <RunBody
          subject={subject}
          commands={commands}
          ownResidue={ownResidue}
          report={report}
          now={now}
          simulated={overview.console.simulated}
        />
      )}
    </ConsolePage>
  );
}

function titleOf({ summary }: RunSubject): string {
  return `${practiceWord(summary)}${summary.workloadName}: ${summary.source} → ${summary.target}`;
}

interface RunBodyProps extends Omit<RunScreenProps, 'executionId'> {
  readonly subject: RunSubject;
  readonly now: number;
  readonly simulated: boolean;
}

function RunBody({ subject, commands, ownResidue, report, now, simulated }: RunBodyProps) {
  const { values, refused, set } = useUrlState(spec);
  const person = usePerson();
  const { run, summary, steps } = subject;
  const select = (step: string) => set({ step }, 'replace');
  const label = `Steps of the run, ${summary.source} to ${summary.target}`;
  return (
    <>
      <PracticeBand dryRun={run.dryRun} drill={run.drill} />
      <RunTitle subject={subject} now={now} />
      <RefusedValues refused={refused} />
      <div className="grid gap-4 xl:grid-cols-[minmax(0,7fr)_minmax(22rem,5fr)] xl:grid-rows-[auto_1fr]">
        <Panel id="clock-title" title="Recovery time" simulated={simulated}>
          <RunClock clock={summary.clock} now={now} />
        </Panel>
        <div className="grid min-w-0 content-start gap-4 xl:row-span-2">
          <RunActions subject={subject} commands={commands} person={person.name} now={now} simulated={simulated} />
          {summary.asks !== 'approval' && <CostPanel subject={subject} now={now} simulated={simulated} />}
        </div>
        <div className="min-w-0">
          <FactsPanel facts={subject.facts} createdAt={run.createdAt} now={now} simulated={simulated} />
        </div>
      </div>
      <Panel
        id="steps-title"
        title="Steps"
        simulated={simulated}
        aside={
          <span className="flex flex-wrap items-baseline gap-x-3">
            {summary.steps.ended} of {summary.steps.all} ended
            <Choice
              label="Shown as"
              value={values.view}
              options={['graph', 'table'] as const}
              words={viewWords}
              onChoose={(view) => set({ view })}
            />
          </span>
        }
      >
        {values.view === 'table' ? (
          <RunStepTable steps={steps} caption={label} now={now} />
        ) : (
          <RunGraph
            label={label}
            layout={subject.graph}
            steps={steps}
            selected={values.step}
            onSelect={select}
            now={now}
            silent={summary.silence.state === 'silent'}
          />
        )}
      </Panel>
      {!summary.isLive && <RunReport runId={run.id} report={report} now={now} simulated={simulated} />}
      {!summary.isLive && <RunResidue runId={run.id} own={ownResidue} simulated={simulated} />}
      <Panel id="timeline-title" title="What happened" simulated={simulated} aside="newest first">
        <RunTimeline run={run} now={now} onSelect={select} />
      </Panel>
    </>
  );
}

/** Figures the run began, or was given on, with; while somebody is asked to agree they stand with the question. */
function CostPanel({
  subject: { run, losses },
  now,
  simulated,
}: Omit<RunBodyProps, 'commands' | 'ownResidue' | 'report'>) {
  const aside = `as of ${formatMoment(run.createdAt, now, 'second')}, when it was begun`;
  return (
    <Panel id="losses-title" title="What it costs" simulated={simulated} aside={aside}>
      <LossTable caption="What the run costs each store" losses={losses} now={run.createdAt} />
      <p className="border-line border-t px-4 py-2 text-table">
        <a href={`/api/v1/executions/${encodeURIComponent(run.id)}`} className="text-link underline">
          The record of this run, with every attempt and call (JSON)
        </a>
      </p>
    </Panel>
  );
}

function RunTitle({ subject, now }: { readonly subject: RunSubject; readonly now: number }) {
  const { run, summary, wayHome } = subject;
  const { silence } = summary;
  return (
    <div className="grid gap-1">
      <div className="flex flex-wrap items-baseline gap-x-6 gap-y-1">
        <h1
          className="font-semibold text-title [overflow-wrap:anywhere]"
          data-testid="run-title"
          data-state={run.state}
          data-asks={summary.asks}
        >
          <bdi>{summary.workloadName}</bdi>: {run.source} → {run.target}
        </h1>
        <span className="text-body">
          <ExecutionStatus
            state={run.state}
            words={summary.words}
            silent={silence.state === 'silent'}
            asks={summary.isWaiting}
            size={20}
          />
        </span>
      </div>
      {silence.state === 'silent' && (
        <p role="status" className="font-medium text-ink text-table" data-testid="run-silent">
          {silence.since === 'never'
            ? 'No engine was ever heard.'
            : `The engine says nothing since ${formatMoment(silence.since, now, 'second')}.`}{' '}
          The run is shown as it was then; another engine takes it over when there is one.
        </p>
      )}
      <p className="text-ink-muted text-table [overflow-wrap:anywhere]">
        {modeWords[run.mode]}, by <NameLink href={planAddress(run.planId, run)}>{run.planId}</NameLink> of{' '}
        <NameLink href={workloadAddress(run.workloadId)}>{summary.workloadName}</NameLink>. Begun by{' '}
        <bdi>{run.startedBy}</bdi> at {formatMoment(run.createdAt, now, 'second')}: <q>{run.reason}</q>
        {run.driver !== 'none' && `. Driven by ${run.driver}`}
      </p>
      {wayHome !== 'none' && (
        <p className="text-table" data-testid="way-home">
          <bdi>{summary.workloadName}</bdi> is away from home, and nothing returns by itself.{' '}
          <a href={wayHomeAddress(wayHome)} className="text-link underline">
            Look at the way home to {wayHome.home} …
          </a>
        </p>
      )}
    </div>
  );
}
