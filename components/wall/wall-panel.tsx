'use client';

import type { CSSProperties, ReactNode } from 'react';
import type { WallSizes } from '@/lib/domain/wall/text-sizes';

/**
 * The room of a scene at its sizes. Inside of it `wall-text` is the smallest text there may be, `wall-figure` a state word
 * or a figure, and `--wall-gap` and `--wall-pad` the distances.
 */
export function WallPanel({ sizes, children }: { readonly sizes: WallSizes; readonly children: ReactNode }) {
  const variables = {
    '--wall-text': `${sizes.textPx}px`,
    '--wall-text-line': `${sizes.textLinePx}px`,
    '--wall-figure': `${sizes.figurePx}px`,
    '--wall-figure-line': `${sizes.figureLinePx}px`,
    '--wall-gap': `${sizes.gapPx}px`,
    '--wall-pad': `${sizes.padPx}px`,
    width: sizes.widthPx,
    height: sizes.heightPx,
  } as CSSProperties;
  return (
    <div className="wall-text overflow-hidden" style={variables}>
      {children}
    </div>
  );
}
