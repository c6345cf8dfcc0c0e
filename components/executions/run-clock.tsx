import type { RecoveryPhase } from '@/lib/domain/recovery/execution';
import type { EpochMs } from '@/lib/domain/time';
import { formatDuration, formatMoment } from '@/lib/format';
import type { ClockView, PhaseView } from '@/lib/recovery/pages/view-clock';
import { ClockBar } from '../status/clock-bar';
import { ClockMark } from '../status/decision-status';

const phaseWords: Readonly<Record<RecoveryPhase, string>> = {
  detect: 'Detect',
  decide: 'Decide',
  execute: 'Execute',
  verify: 'Verify',
  propagate: 'Propagate',
};

/** The RTO clock: what has passed, what is left, which phase took how long. What nobody measured is a gap. */
export function RunClock({ clock, now }: { readonly clock: ClockView; readonly now: EpochMs }) {
  return (
    <div
      className="grid gap-3 px-4 py-3"
      data-testid="run-clock"
      data-verdict={clock.verdict}
      data-seconds={clock.elapsedSeconds}
    >
      <div className="flex flex-wrap items-end gap-x-8 gap-y-2">
        <Figure name={elapsedName(clock)} value={formatDuration(clock.elapsedSeconds)} />
        {clock.objectiveSeconds !== 'none' && clock.counts === 'outage' && <Left clock={clock} />}
        {clock.remaining !== 'none' && (
          <div>
            <span className="block text-ink-faint text-note">Until users are served, expected</span>
            <span className="block text-body">
              {formatDuration(clock.remaining.p50Seconds)}, slow case {formatDuration(clock.remaining.p90Seconds)}
            </span>
            {clock.remaining.undecided.length > 0 && (
              <span className="block text-ink-muted text-note">
                and as long as people take: {clock.remaining.undecided.join(', ')}
              </span>
            )}
          </div>
        )}
        <div className="pb-0.5 text-table">
          <ClockMark verdict={clock.verdict} />
          {clock.objectiveSeconds !== 'none' && (
            <span className="block text-ink-muted text-note">
              Objective {formatDuration(clock.objectiveSeconds, 'down')}
            </span>
          )}
        </div>
      </div>
      <ClockBar clock={clock} now={now} words={phaseWords} />
      <dl className="grid grid-cols-2 gap-x-4 gap-y-1 text-table sm:grid-cols-5">
        {clock.phases.map((phase) => (
          <div key={phase.phase} data-testid={`phase-${phase.phase}`} data-phase-state={phase.state}>
            <dt className="text-ink-faint text-note">{phaseWords[phase.phase]}</dt>
            <dd className={phase.state === 'open' || phase.state === 'done' ? '' : 'text-ink-muted'}>
              {phaseSentence(phase)}
            </dd>
            {phase.from !== 'none' && (
              <dd className="text-ink-faint text-note">from {formatMoment(phase.from, now, 'second')}</dd>
            )}
          </div>
        ))}
      </dl>
    </div>
  );
}

function elapsedName({ counts, stopsAt }: ClockView): string {
  if (counts === 'run') return stopsAt === 'running' ? 'Since the run began' : 'The run took';
  return stopsAt === 'running' ? 'Users without service' : 'Users were without service';
}

function Left({ clock: { leftSeconds, stopsAt } }: { readonly clock: ClockView }) {
  if (leftSeconds === 'none') return null;
  const isOver = leftSeconds < 0;
  const name = isOver
    ? 'Past the objective by'
    : stopsAt === 'running'
      ? 'Left of the objective'
      : 'Short of the objective by';
  return <Figure name={name} value={formatDuration(Math.abs(leftSeconds), isOver ? 'up' : 'down')} />;
}

function Figure({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <span className="block text-ink-faint text-note">{name}</span>
      <span className="block font-semibold text-figure">{value}</span>
    </div>
  );
}

function phaseSentence({ state, seconds }: PhaseView): string {
  switch (state) {
    case 'not-yet':
      return 'not yet';
    case 'not-part':
      return 'no part of it';
    case 'gap':
      return 'not measured';
    case 'open':
      return seconds === 'none' ? 'goes on' : `${formatDuration(seconds)}, goes on`;
    case 'done':
      return seconds === 'none' ? 'done' : formatDuration(seconds);
  }
}
