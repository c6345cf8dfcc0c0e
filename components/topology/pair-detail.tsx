import type { PlacedPair } from './layout-map';

export interface PairDetailProps {
  readonly pair: PlacedPair | undefined;
  readonly pairCount: number;
  readonly linkCount: number;
}

/** Below the map: every link of the pair under the pointer, or how to read the map. Its height never changes. */
export function PairDetail({ pair, pairCount, linkCount }: PairDetailProps) {
  return (
    <div className="flex min-h-9 flex-wrap items-center gap-x-4 border-line border-t px-4 py-2 text-ink-muted text-note">
      {pair === undefined ? (
        <span>
          {linkCount === 0
            ? 'No replication known.'
            : `${linkCount} links between ${pairCount} pairs of regions; each pair shows its worst lag. All links are in the table below.`}
        </span>
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
