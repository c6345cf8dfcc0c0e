'use client';

import { useMemo, useState } from 'react';
import type { StartRequest } from '@/lib/domain/recovery/execution';
import { formatDuration } from '@/lib/format';
import type { MoveView, StartPage } from '@/lib/recovery/pages/build-start-page';
import { viewLosses } from '@/lib/recovery/pages/view-loss';
import { viewStanding } from '@/lib/recovery/pages/view-standing';
import { AcknowledgeFigure } from '../executions/acknowledge-figure';
import { AnsweredWords } from '../executions/answered-words';
import type { Command } from '../executions/command';
import { LossTable } from '../executions/loss-table';
import { useAcknowledged } from '../executions/use-acknowledged';
import { useCommand } from '../executions/use-command';
import { runAddress } from '../shell/addresses';
import { Button } from '../ui/button';
import { Panel } from '../ui/panel';
import { TextField } from '../ui/text-field';
import { BlockerList } from './blocker-list';
import { useOverrides } from './use-overrides';

export interface StartFormProps {
  readonly page: StartPage;
  readonly move: MoveView;
  readonly start: Command | 'not-allowed';
  /** An approver may go on in spite of gates; an operator only where an approver is asked afterwards. */
  readonly mayOverride: boolean;
  readonly person: string;
  readonly now: number;
  readonly simulated: boolean;
}

/** What stands in the way, what would be lost, and the button: everything judged anew while a person reads. */
export default function StartForm({ page, move, start, mayOverride, person, now, simulated }: StartFormProps) {
  const losses = useMemo(
    () => viewLosses(move.ranked.losses, move.route.source),
    [move.ranked.losses, move.route.source],
  );
  const figures = useAcknowledged(losses);
  const overrides = useOverrides();
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const [drill, setDrill] = useState(false);
  const { decision } = page;
  if (decision === 'none') return null;
  const blockers = [...decision.blockers, ...move.ranked.blockers];
  const request = toRequest(page, move, { reason, drill, seen: figures.seen, overrides: overrides.given });
  const standing = viewStanding(request, decision, [move.plan], person, {
    typed,
    regionToType: move.regionToType,
    reason,
  });
  return (
    <>
      {blockers.length > 0 && (
        <Panel
          id="blockers-title"
          title="What stands in the way"
          simulated={simulated}
          aside={`${blockers.length} in all`}
        >
          <div className="px-4 py-3 text-table">
            <BlockerList
              blockers={blockers}
              overrides={start === 'not-allowed' ? 'none' : overrides}
              mayOverride={mayOverride || move.asksApproval}
              now={now}
            />
          </div>
        </Panel>
      )}
      <Panel
        id="loss-title"
        title="What it costs now"
        simulated={simulated}
        aside={
          move.ranked.mode === 'graceful' && losses.every(({ fate }) => fate === 'none')
            ? 'a graceful move loses nothing'
            : 'at most grows until writes are proven stopped'
        }
      >
        <LossTable
          caption="What the move costs each store now"
          losses={losses}
          now={now}
          extra={{ head: 'Acknowledged', cell: (loss) => <AcknowledgeFigure loss={loss} figures={figures} /> }}
        />
      </Panel>
      <Panel id="button-title" title={move.act} simulated={simulated} aside={secondPersonWords(move)}>
        {start === 'not-allowed' ? (
          <p className="px-4 py-3 text-table" data-testid="may-not-start">
            Your role may look at this and not begin it. Ask an operator.
          </p>
        ) : (
          <Buttons
            start={start}
            move={move}
            request={request}
            standing={standing}
            fields={{ reason, setReason, typed, setTyped, drill, setDrill }}
          />
        )}
      </Panel>
    </>
  );
}

function secondPersonWords({ asksApproval, estimate }: MoveView): string {
  const time = `slow case ${formatDuration(estimate.p90Seconds)}`;
  return asksApproval ? `a second person must agree before anything is changed; ${time}` : `it begins at once; ${time}`;
}

/** What a drill does that people may not expect of one. */
function drillWords({ ranked, route }: MoveView): string {
  const { source } = route;
  const moved = `It changes what a real run changes: users and writers really leave ${source} for ${ranked.target}`;
  const isLosing = ranked.mode === 'ungraceful' && ranked.losses.some(({ fate }) => fate !== 'none');
  const cost = isLosing ? ', and what is said above to be lost or stranded really is' : '';
  return `${moved}${cost}. Whoever only wants to see what would happen takes the dry run.`;
}

interface Given {
  readonly reason: string;
  readonly drill: boolean;
  readonly seen: StartRequest['acknowledgedLoss'];
  readonly overrides: StartRequest['overrides'];
}

function toRequest({ workload }: StartPage, { ranked, route }: MoveView, given: Given): StartRequest {
  const { planId, planVersion, mode, target } = ranked;
  return {
    workloadId: workload === 'none' ? '' : workload.id,
    planId,
    planVersion,
    mode,
    source: route.source,
    target,
    dryRun: false,
    drill: given.drill,
    reason: given.reason,
    acknowledgedLoss: given.seen,
    overrides: given.overrides,
  };
}

interface ButtonsProps {
  readonly start: Command;
  readonly move: MoveView;
  readonly request: StartRequest;
  readonly standing: ReturnType<typeof viewStanding>;
  readonly fields: {
    readonly reason: string;
    readonly setReason: (reason: string) => void;
    readonly typed: string;
    readonly setTyped: (typed: string) => void;
    readonly drill: boolean;
    readonly setDrill: (drill: boolean) => void;
  };
}

function Buttons({ start, move, request, standing, fields }: ButtonsProps) {
  const goToRun = (id: string) => window.location.assign(runAddress(id));
  const { submit, pending, answered } = useCommand(start, goToRun);
  const { reason, setReason, typed, setTyped, drill, setDrill } = fields;
  const { act, regionToType } = move;
  return (
    <form action={submit} className="grid gap-3 px-4 py-3 text-table" data-testid="start-form">
      {hiddenFields(request).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="grid gap-3 md:grid-cols-2">
        <TextField
          label="Reason"
          name="reason"
          value={reason}
          onChange={setReason}
          hint="Kept in the record, with your name."
        />
        <TextField
          label={`Type ${regionToType} to confirm`}
          name="typedRegion"
          value={typed}
          onChange={setTyped}
          verbatim
          hint="Not needed for a dry run."
        />
      </div>
      <label className="inline-flex min-h-6 items-center gap-1.5">
        <input
          type="checkbox"
          className="size-4"
          checked={drill}
          onChange={(event) => setDrill(event.target.checked)}
        />
        For practice: a drill, whose results are kept apart from real ones
      </label>
      {drill && (
        <p className="border-line border-l-2 pl-3 [overflow-wrap:anywhere]" data-testid="drill-means">
          <strong className="font-semibold tracking-wide">DRILL</strong> {drillWords(move)}
        </p>
      )}
      {standing.missing.length > 0 && (
        <ul
          className="list-disc pl-4 text-ink-muted [overflow-wrap:anywhere]"
          data-testid="standing"
          aria-label={`Before ${act}`}
        >
          {standing.missing.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          size="large"
          name="dryRun"
          value="false"
          disabled={pending || standing.missing.length > 0}
        >
          {drill ? `Drill: ${act.charAt(0).toLowerCase()}${act.slice(1)}` : act}
        </Button>
        <Button
          type="submit"
          size="large"
          name="dryRun"
          value="true"
          disabled={pending || standing.dryRunMissing.length > 0}
        >
          Dry run, changes nothing
        </Button>
      </div>
      {standing.dryRunMissing.length > 0 && standing.missing.length === 0 && (
        <p className="text-ink-muted text-note">For a dry run: {standing.dryRunMissing.join(' ')}</p>
      )}
      <AnsweredWords answered={answered} written="Written down. The page of the run opens." />
    </form>
  );
}

function hiddenFields(request: StartRequest): readonly (readonly [string, string])[] {
  const { workloadId, planId, planVersion, mode, source, target, drill, acknowledgedLoss, overrides } = request;
  return [
    ['workloadId', workloadId],
    ['planId', planId],
    ['planVersion', planVersion],
    ['mode', mode],
    ['source', source],
    ['target', target],
    ['drill', String(drill)],
    ['acknowledgedLoss', JSON.stringify(acknowledgedLoss)],
    ['overrides', JSON.stringify(overrides)],
  ];
}
