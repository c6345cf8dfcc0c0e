import type { Blocker, Decision } from '@/lib/domain/recovery/decision';
import type { PlanProblem } from '@/lib/domain/recovery/plan';
import type { ClockView } from '@/lib/recovery/pages/view-clock';
import type { EvidenceLine } from '@/lib/recovery/pages/view-evidence';
import type { ReadinessView } from '@/lib/recovery/pages/view-readiness';
import { type Shape, StatusIcon } from './status-icon';
import type { Tone } from './tones';

interface Look {
  readonly shape: Shape;
  readonly tone: Tone;
  readonly word: string;
}

const adviceLooks: Readonly<Record<Decision['advice'], Look>> = {
  move: { shape: 'octagon-cross', tone: 'critical', word: 'The evidence calls for a move' },
  stay: { shape: 'ring-check', tone: 'normal', word: 'The evidence calls for staying' },
  'cannot-say': { shape: 'dashed-question', tone: 'unknown', word: 'The evidence does not decide' },
};

/** Whether evidence calls for leaving a region. */
export function AdviceMark({ advice, size = 16 }: { readonly advice: Decision['advice']; readonly size?: number }) {
  return <Mark look={adviceLooks[advice]} size={size} />;
}

const evidenceLooks: Readonly<Record<EvidenceLine['verdict'], Look>> = {
  fail: { shape: 'octagon-cross', tone: 'critical', word: 'Fails' },
  pass: { shape: 'ring-check', tone: 'normal', word: 'Passes' },
  unknown: { shape: 'dashed-question', tone: 'unknown', word: 'Unknown' },
  told: { shape: 'dot-info', tone: 'inactive', word: 'Beside it' },
};

export function EvidenceMark({ verdict }: { readonly verdict: EvidenceLine['verdict'] }) {
  return <Mark look={evidenceLooks[verdict]} />;
}

const readinessLooks: Readonly<Record<ReadinessView['state'], Look>> = {
  ready: { shape: 'ring-check', tone: 'normal', word: 'Can run now' },
  held: { shape: 'triangle-mark', tone: 'warning', word: 'Held up' },
  blocked: { shape: 'octagon-cross', tone: 'critical', word: 'Cannot run' },
  'under-way': { shape: 'half-ring', tone: 'active', word: 'Is being moved' },
  'no-plan': { shape: 'octagon-cross', tone: 'critical', word: 'No plan' },
};

/** Whether a plan can run now. */
export function ReadinessMark({ state }: { readonly state: ReadinessView['state'] }) {
  return <Mark look={readinessLooks[state]} />;
}

const hard: Look = { shape: 'octagon-cross', tone: 'critical', word: 'Nobody can allow this' };
const soft: Look = { shape: 'triangle-mark', tone: 'warning', word: 'Needs a reason' };

/** Whether what stands in the way may be gone on in spite of. */
export function BlockerMark({ blocker }: { readonly blocker: Pick<Blocker, 'overridable'> }) {
  return <Mark look={blocker.overridable ? soft : hard} />;
}

/** How many things stand in the way of a move. */
export function InTheWay({ hard: never, overridable }: { readonly hard: number; readonly overridable: number }) {
  if (never > 0) return <Mark look={{ ...hard, word: 'Cannot run' }} />;
  if (overridable > 0) return <Mark look={{ ...soft, word: `${overridable} in the way` }} />;
  return <Mark look={{ shape: 'ring-check', tone: 'normal', word: 'Nothing in the way' }} />;
}

const problemLooks: Readonly<Record<PlanProblem['severity'], Look>> = {
  error: { shape: 'octagon-cross', tone: 'critical', word: 'Error' },
  warning: { shape: 'triangle-mark', tone: 'warning', word: 'Warning' },
};

export function ProblemMark({ severity }: { readonly severity: PlanProblem['severity'] }) {
  return <Mark look={problemLooks[severity]} />;
}

const clockLooks: Readonly<Record<ClockView['verdict'], Look>> = {
  within: { shape: 'ring-clock', tone: 'normal', word: 'Within the objective' },
  'at-risk': { shape: 'triangle-clock', tone: 'warning', word: 'At risk' },
  breached: { shape: 'octagon-clock', tone: 'critical', word: 'Past the objective' },
  'not-proven': { shape: 'dashed-minus', tone: 'unknown', word: 'Recovery not proven' },
  'no-outage': { shape: 'dot-info', tone: 'inactive', word: 'Users noticed nothing' },
  'no-objective': { shape: 'empty-square', tone: 'inactive', word: 'No objective set' },
};

/** How recovery time stands to its objective. */
export function ClockMark({ verdict, word }: { readonly verdict: ClockView['verdict']; readonly word?: string }) {
  const look = clockLooks[verdict];
  return <Mark look={word === undefined ? look : { ...look, word }} />;
}

function Mark({ look: { shape, tone, word }, size = 16 }: { readonly look: Look; readonly size?: number }) {
  const quiet = tone === 'normal' || tone === 'inactive';
  return (
    <span className="inline-flex items-center gap-1.5">
      <StatusIcon shape={shape} tone={tone} size={size} />
      <span className={quiet ? 'text-ink-muted' : 'font-medium text-ink'}>{word}</span>
    </span>
  );
}
