import type { LinkView } from '@/lib/domain/overview/types';
import { linkLook } from '../status/link-look';
import { StatusIcon } from '../status/status-icon';
import { arrowTone, lineTone } from '../status/tones';
import { arcPath, arrowPath } from './draw-arc';
import type { PlacedPair } from './layout-map';

/** The arcs of all links between two regions. */
export function PairArcs({ pair, highlighted }: { readonly pair: PlacedPair; readonly highlighted: boolean }) {
  return (
    <g className={highlighted ? '' : 'opacity-80'}>
      {pair.leader !== 'none' && (
        <line
          x1={pair.leader.from.x}
          y1={pair.leader.from.y}
          x2={pair.leader.to.x}
          y2={pair.leader.to.y}
          strokeWidth={1}
          className="stroke-ink-faint [stroke-dasharray:2_2]"
        />
      )}
      {pair.links.map(({ link, arc }) => {
        const { tone } = linkLook(link);
        return (
          <g key={link.id}>
            <path
              d={arcPath(arc)}
              fill="none"
              strokeWidth={1.25}
              className={highlighted ? 'stroke-ink' : lineTone[tone]}
            />
            <path d={arrowPath(arc)} className={highlighted ? 'fill-ink' : arrowTone[tone]} />
          </g>
        );
      })}
    </g>
  );
}

export interface PairLabelProps {
  readonly pair: PlacedPair;
  /** Asks for the pair's other links, on hover and focus. */
  onShow(pairId: string | 'none'): void;
}

/** The lag of the worst link of a pair as text on its arc, with the direction it replicates in. */
export function PairLabel({ pair, onShow }: PairLabelProps) {
  const { label, worst } = pair;
  if (label === 'none') return null;
  const look = linkLook(worst.link);
  const eastward = worst.arc.to.x >= worst.arc.from.x;
  const words = shortWords(worst.link);
  const quiet = look.tone === 'normal' || look.tone === 'inactive';
  return (
    <foreignObject x={label.x} y={label.y} width={label.width} height={label.height} className="overflow-visible">
      <div className="flex h-full items-center justify-center">
        <button
          type="button"
          onMouseEnter={() => onShow(pair.id)}
          onMouseLeave={() => onShow('none')}
          onFocus={() => onShow(pair.id)}
          onBlur={() => onShow('none')}
          aria-label={`${worst.link.source} to ${worst.link.target}: ${worst.link.label}`}
          className="inline-flex h-[18px] items-center gap-1 whitespace-nowrap rounded-control bg-surface px-0.5 text-ink text-note leading-none"
        >
          {!quiet && <StatusIcon shape={look.shape} tone={look.tone} size={14} />}
          <span className={quiet ? 'text-ink-muted' : ''}>{eastward ? `${words} →` : `← ${words}`}</span>
        </button>
      </div>
    </foreignObject>
  );
}

/** What fits on an arc; the rest is one hover, or one row of the table, away. */
function shortWords({ flow, label }: LinkView): string {
  if (flow === 'stalled' || flow === 'rebuilding') return flow;
  if (flow === 'unknown') return 'no data';
  return label;
}
