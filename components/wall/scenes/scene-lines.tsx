import { memo } from 'react';
import { StatusIcon } from '../../status/status-icon';
import { type WallClaim, WallTile, wallClaim } from '../../status/wall-tile';

/** What is left out, by its states; nothing while all is shown. */
export const MoreLine = memo(function MoreLine({ words }: { readonly words: string }) {
  if (words === '') return null;
  return (
    <p data-testid="wall-more" className="whitespace-nowrap px-(--cell-x) text-ink-muted">
      {words}
    </p>
  );
});

export interface NothingLineProps {
  readonly words: string;
  /** `well`: a claim that nothing is wrong; `idle`: a claim that nothing is done; `unknown`: nothing can be said. */
  readonly says: WallClaim;
  readonly iconPx: number;
}

/** A scene with nothing in it says whether that is known, in the look of what it says. */
export const NothingLine = memo(function NothingLine({ words, says, iconPx }: NothingLineProps) {
  const { shape, tone } = wallClaim(says);
  return (
    <div data-testid="wall-nothing" data-says={says}>
      <WallTile tone={tone}>
        <p className="wall-figure flex items-start gap-[0.35em] font-medium">
          <span className="flex h-[1.2em] items-center">
            <StatusIcon shape={shape} tone={tone} size={iconPx} />
          </span>
          <span className="min-w-0 [overflow-wrap:anywhere]">{words}</span>
        </p>
      </WallTile>
    </div>
  );
});
