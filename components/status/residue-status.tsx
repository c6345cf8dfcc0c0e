import type { CatchUp } from '@/lib/domain/recovery/catch-up';
import type { ResidueState } from '@/lib/domain/recovery/residue/build-residue';
import { type Shape, StatusIcon } from './status-icon';
import type { Tone } from './tones';

interface Look {
  readonly shape: Shape;
  readonly tone: Tone;
  readonly word: string;
}

const residueLooks: Readonly<Record<ResidueState, Look>> = {
  open: { shape: 'triangle-mark', tone: 'warning', word: 'Not as before' },
  unknown: { shape: 'dashed-question', tone: 'unknown', word: 'Unknown' },
  owned: { shape: 'hand', tone: 'inactive', word: 'Owned' },
  cleared: { shape: 'ring-check', tone: 'normal', word: 'As before' },
};

/** Whether what a run changed is as it was, and if not whose it is. */
export function ResidueStatus({ state }: { readonly state: ResidueState }) {
  return <Looked look={residueLooks[state]} />;
}

const catchUpLooks: Readonly<Record<CatchUp['state'], Look>> = {
  're-arming-needed': { shape: 'triangle-mark', tone: 'warning', word: 'Not copied back' },
  copying: { shape: 'half-ring', tone: 'active', word: 'Copying' },
  'caught-up': { shape: 'ring-check', tone: 'normal', word: 'Caught up' },
  unknown: { shape: 'dashed-question', tone: 'unknown', word: 'Unknown' },
};

/** How far a copy is on its way to what it follows. */
export function CatchUpStatus({ state }: { readonly state: CatchUp['state'] }) {
  return <Looked look={catchUpLooks[state]} />;
}

/** A region that was given up and answers again; worse while it is used. */
export function QuarantineStatus({ isUsed }: { readonly isUsed: boolean }) {
  const look: Look = isUsed
    ? { shape: 'octagon-cross', tone: 'critical', word: 'In quarantine, and used' }
    : { shape: 'triangle-mark', tone: 'warning', word: 'In quarantine' };
  return <Looked look={look} />;
}

function Looked({ look: { shape, tone, word } }: { readonly look: Look }) {
  const quiet = tone === 'normal' || tone === 'inactive';
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <StatusIcon shape={shape} tone={tone} size={16} />
      <span className={quiet ? 'text-ink-muted' : 'font-medium text-ink'}>{word}</span>
    </span>
  );
}
