import { healthLooks } from '../status/health-status';
import { StatusIcon } from '../status/status-icon';
import type { PlacedRegion } from './layout-map';

/** A region on the map: its shape where it is, its code and its state in words beside it. */
export function RegionMark({ placed, roomy }: { readonly placed: PlacedRegion; readonly roomy: boolean }) {
  const { region, at, label } = placed;
  const { health } = region;
  const look = healthLooks[health.state];
  return (
    <g data-testid={`region-${region.code}`} data-health={health.state} data-region={region.code}>
      <circle cx={at.x} cy={at.y} r={10} className="fill-surface" />
      <StatusIcon shape={look.shape} tone={look.tone} size={18} x={at.x - 9} y={at.y - 9} />
      {label === 'none' ? (
        <title>{`${region.code}, ${region.place}: ${look.word}`}</title>
      ) : (
        <foreignObject x={label.x} y={label.y} width={label.width} height={label.height}>
          <div className={`halo text-note leading-4 ${alignment(at.x, label)}`}>
            <div className="whitespace-nowrap font-semibold text-ink">{region.code}</div>
            <div className={health.state === 'healthy' ? 'text-ink-muted' : 'font-medium text-ink'}>{look.word}</div>
            {roomy && health.state === 'unknown' && (
              <div className="truncate text-ink-muted" title={health.reason}>
                {firstClause(health.reason)}
              </div>
            )}
          </div>
        </foreignObject>
      )}
    </g>
  );
}

/** Text keeps to the side of its mark. */
function alignment(markX: number, label: { readonly x: number; readonly width: number }): string {
  if (label.x > markX) return 'text-left';
  return label.x + label.width < markX ? 'text-right' : 'text-center';
}

/** The part of a reason that fits beside a mark; the whole is one hover, or one row of the table, away. */
function firstClause(reason: string): string {
  return reason.split(/ since |[,;:]/)[0] ?? reason;
}
