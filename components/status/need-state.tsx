import type { Hearing } from '@/lib/domain/needs/described';
import type { DistributionState } from '@/lib/domain/needs/judge-distribution';
import type { KeyState } from '@/lib/domain/needs/judge-key';
import type { SecretState } from '@/lib/domain/needs/judge-secret';
import type { EpochMs } from '@/lib/domain/time';
import { formatAge } from '@/lib/format';
import { type Shape, StatusIcon } from './status-icon';
import type { Tone } from './tones';

export interface NeedLook {
  readonly shape: Shape;
  readonly tone: Tone;
  readonly word: string;
}

const unknown: NeedLook = { shape: 'dashed-question', tone: 'unknown', word: 'Unknown' };
const trouble = (word: string): NeedLook => ({ shape: 'triangle-mark', tone: 'warning', word });
const well = (word: string): NeedLook => ({ shape: 'ring-check', tone: 'normal', word });
const underWay = (word: string): NeedLook => ({ shape: 'half-ring', tone: 'active', word });

export const secretLooks: Readonly<Record<SecretState, NeedLook>> = {
  failed: trouble('Failed'),
  absent: trouble('Not there'),
  separate: { shape: 'dot-info', tone: 'inactive', word: 'Not a copy' },
  unknown,
  'in-progress': underWay('Being copied'),
  'in-sync': well('In sync'),
  primary: well('Primary'),
};

export const keyLooks: Readonly<Record<KeyState, NeedLook>> = {
  absent: trouble('Not there'),
  unusable: trouble('Not usable'),
  'other-key': trouble('Another key'),
  unknown,
  usable: well('Usable'),
};

export const distributionLooks: Readonly<Record<DistributionState, NeedLook>> = {
  absent: trouble('Not there'),
  disabled: trouble('Disabled'),
  unknown,
  deploying: underWay('Changing'),
  deployed: well('Deployed'),
};

/** A queue nothing copies: known and accepted, so it is said and does not call. */
const uncopied: NeedLook = { shape: 'shield-cross', tone: 'inactive', word: 'Unprotected' };

export function UncopiedState({ sentence }: { readonly sentence: string }) {
  return <NeedState look={uncopied} sentence={sentence} />;
}

export interface NeedStateProps {
  readonly look: NeedLook;
  readonly sentence: string;
  /** Look of what was known before; `none` where nothing was, or where it is known. */
  readonly before?: NeedLook | 'none';
}

/** How something a workload needs fares: shape, word and sentence, and in brackets what was known before. */
export function NeedState({ look, sentence, before = 'none' }: NeedStateProps) {
  const quiet = look.tone === 'normal' || look.tone === 'inactive';
  return (
    <span className="block">
      <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
        <StatusIcon shape={look.shape} tone={look.tone} />
        <span className={quiet ? 'text-ink-muted' : 'font-medium text-ink'}>{look.word}</span>
        {before !== 'none' && <span className="text-ink-faint">(was {before.word.toLowerCase()})</span>}
      </span>
      <span className="block text-ink-muted text-note [overflow-wrap:anywhere]">{sentence}</span>
    </span>
  );
}

/** Who was heard for a verdict, and how long ago; what is too old is marked. */
export function HeardFrom({ heard, now }: { readonly heard: readonly Hearing[]; readonly now: EpochMs }) {
  return (
    <>
      {heard.map(({ region, at, freshness }) => {
        const old = freshness === 'stale' || freshness === 'never';
        return (
          <span
            key={region}
            className={`block whitespace-nowrap ${old ? 'text-ink-faint underline decoration-dashed underline-offset-2' : ''}`}
          >
            {freshness === 'stale' && <StatusIcon shape="clock" tone="inactive" size={14} />}
            {region} {at === 'never' ? 'not heard yet' : formatAge(at, now)}
          </span>
        );
      })}
    </>
  );
}
