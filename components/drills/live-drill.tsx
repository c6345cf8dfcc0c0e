'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { EpochMs } from '@/lib/domain/time';
import { formatDuration, formatMoment } from '@/lib/format';
import type { DrillView, DrillWaitView } from '@/lib/recovery/pages/drills/view-drill';
import type { Command } from '../executions/command';
import { runAddress, startAddress } from '../shell/addresses';
import { DrillStatus, drillLooks } from '../status/drill-status';
import { edgeTone } from '../status/tones';
import { Button } from '../ui/button';
import { DrilledLines } from './drilled-lines';

/** Comes when somebody wants to end a drill, and not before. */
const VerbForm = dynamic(() => import('../executions/verb-form').then((module) => module.VerbForm));

export interface LiveDrillProps {
  readonly drill: DrillView;
  readonly end: Command | 'not-allowed';
  readonly now: EpochMs;
}

const endWords = {
  act: 'End the drill',
  means:
    'The engine heals the region and begins nothing more. A run that is under way stays, and stays people’s; what was moved comes home by a run of its own.',
  asks: 'Why it is ended',
  written: 'Written down. The region is healed within seconds.',
} as const;

/** A drill under way: what it does, what it waits for, and its end. */
export function LiveDrill({ drill, end, now }: LiveDrillProps) {
  const [open, setOpen] = useState(false);
  return (
    <li data-testid={`drill-${drill.id}`} className={edgeTone[drillLooks[drill.look].tone]}>
      <div className="grid gap-x-6 gap-y-1 px-4 py-2.5 md:grid-cols-[minmax(0,3fr)_minmax(0,4fr)_minmax(0,3fr)_auto]">
        <div className="min-w-0">
          <strong className="font-semibold tracking-wide">DRILL </strong>
          <span className="font-medium">Loss of {drill.region}</span>
          <span className="block text-ink-muted text-note [overflow-wrap:anywhere]">
            by <bdi>{drill.askedBy}</bdi> at {formatMoment(drill.begunAt, now, 'second')}: {drill.reason}
          </span>
        </div>
        <div className="min-w-0">
          <DrillStatus drill={drill} />
          {drill.endAskedBy !== 'nobody' && (
            <span className="block text-note">
              <bdi>{drill.endAskedBy}</bdi> has ended it: {drill.region} is healed first.
            </span>
          )}
          {drill.waits.map((wait) => (
            <Wait key={`${wait.workloadName} ${wait.sentence}`} wait={wait} now={now} />
          ))}
        </div>
        <div className="min-w-0 text-note">
          <span className="block">{faultWords(drill, now)}</span>
          <DrilledLines workloads={drill.workloads} />
        </div>
        <EndButton drill={drill} end={end} open={open} onPress={() => setOpen(!open)} />
      </div>
      {open && end !== 'not-allowed' && (
        <VerbForm
          words={endWords}
          command={end}
          fields={{ drillId: drill.id }}
          about={`loss of ${drill.region}`}
          onClose={() => setOpen(false)}
        />
      )}
    </li>
  );
}

interface EndButtonProps {
  readonly drill: DrillView;
  readonly end: Command | 'not-allowed';
  readonly open: boolean;
  readonly onPress: () => void;
}

function EndButton({ drill, end, open, onPress }: EndButtonProps) {
  if (end === 'not-allowed') return <span className="text-ink-muted text-note">an operator may end it</span>;
  if (drill.endAskedBy !== 'nobody') return <span />;
  return (
    <span>
      <Button size="small" aria-expanded={open} onClick={onPress}>
        End the drill …
      </Button>
    </span>
  );
}

function faultWords({ faultAt, healedAt, region }: DrillView, now: EpochMs): string {
  if (healedAt !== 'not-yet') return `${region} is healed since ${formatMoment(healedAt, now, 'second')}`;
  if (faultAt !== 'not-yet') return `${region} fails since ${formatMoment(faultAt, now, 'second')}`;
  return `${region} has not been made to fail, as far as is on record`;
}

function Wait({ wait, now }: { readonly wait: DrillWaitView; readonly now: EpochMs }) {
  const { leadsTo, workloadName, sentence, since } = wait;
  return (
    <span className="block text-note [overflow-wrap:anywhere]" data-testid="drill-waits">
      {workloadName !== 'none' && <bdi>{workloadName}: </bdi>}
      {sentence}{' '}
      {leadsTo.kind === 'run' && (
        <a href={runAddress(leadsTo.id)} className="text-link underline">
          Open the run
        </a>
      )}
      {leadsTo.kind === 'move' && (
        <a href={startAddress(leadsTo)} className="text-link underline">
          Look at the move
        </a>
      )}{' '}
      <span className="text-ink-muted">for {formatDuration(Math.max(0, (now - since) / 1000))}</span>
    </span>
  );
}
