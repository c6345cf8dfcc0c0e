import type { DrillView } from '@/lib/recovery/pages/drills/view-drill';
import { type Shape, StatusIcon } from './status-icon';
import type { Tone } from './tones';

interface Look {
  readonly shape: Shape;
  readonly tone: Tone;
}

const underWay: Look = { shape: 'arc', tone: 'active' };

export const drillLooks: Readonly<Record<DrillView['look'], Look>> = {
  asked: underWay,
  writing: underWay,
  breaking: underWay,
  leaving: underWay,
  judging: underWay,
  healing: underWay,
  returning: underWay,
  ended: { shape: 'dashed-question', tone: 'unknown' },
  proven: { shape: 'flag', tone: 'normal' },
  'not-proven': { shape: 'dashed-question', tone: 'unknown' },
  failed: { shape: 'octagon-cross', tone: 'critical' },
  refused: { shape: 'square-cross', tone: 'inactive' },
};

const silentLook: Look = { shape: 'dashed-question', tone: 'unknown' };

/** How a drill fares, as shape and words. */
export function DrillStatus({ drill }: { readonly drill: Pick<DrillView, 'look' | 'words' | 'isSilent'> }) {
  const look = drill.isSilent ? silentLook : drillLooks[drill.look];
  const quiet = look.tone === 'normal' || look.tone === 'inactive';
  return (
    <span className="inline-flex min-w-0 items-start gap-1.5" data-drill-state={drill.look}>
      <span className="flex h-[18px] shrink-0 items-center">
        <StatusIcon shape={look.shape} tone={look.tone} size={16} />
      </span>
      <span className={`min-w-0 [overflow-wrap:anywhere] ${quiet ? 'text-ink-muted' : 'font-medium text-ink'}`}>
        {drill.isSilent ? `Unknown (was: ${drill.words.toLowerCase()})` : drill.words}
      </span>
    </span>
  );
}
