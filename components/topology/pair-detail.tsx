import { formatCount } from '@/lib/format';
import type { PlacedPair } from './layout-map';

export interface PairDetailProps {
  readonly pair: PlacedPair | undefined;
  readonly pairCount: number;
  /** Pairs on the map: in a fleet of many regions those that need a look. */
  readonly drawnCount: number;
  readonly linkCount: number;
}

/** Below the map: every link of the pair under the pointer, or how to read the map. Its height never changes. */
export function PairDetail({ pair, pairCount, drawnCount, linkCount }: PairDetailProps) {
  return (
    <div className="flex min-h-9 flex-wrap items-center gap-x-4 border-line border-t px-4 py-2 text-ink-muted text-note">
      {pair === undefined ? (
        <span>{mapWords(linkCount, pairCount, drawnCount)}</span>
      ) : (
        pair.links.map(({ link }) => (
          <span key={link.id} className="whitespace-nowrap">
            {link.storeId} {link.source} → {link.target} <span className="text-ink">{link.label}</span>
          </span>
        ))
      )}
    </div>
  );
}

function mapWords(links: number, pairs: number, drawn: number): string {
  if (links === 0) return 'No replication known.';
  const all = `${formatCount(links)} links between ${formatCount(pairs)} pairs of regions`;
  if (drawn === pairs) return `${all}; each pair shows its worst lag. All links are in the table below.`;
  if (drawn === 0) return `${all}; none needs a look, so none is drawn.`;
  return `${all}; drawn are the ${drawn} worst that need a look, each with its worst lag.`;
}
