'use client';

import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { cellPad, rowGap } from '@/lib/domain/wall/scenes/icon-room';
import type { WallSizes } from '@/lib/domain/wall/text-sizes';

export interface SceneBoxProps {
  readonly name: string;
  readonly sizes: WallSizes;
  /** Lengths that the scene's own classes refer to, e.g. `--columns`. */
  readonly lengths?: Readonly<Record<string, string>>;
  readonly children: ReactNode;
}

/**
 * The room of a scene. Its lengths are set from script: an attribute of style in the page's text is refused by the page's
 * own policy.
 */
export function SceneBox({ name, sizes, lengths, children }: SceneBoxProps) {
  const box = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const cell = cellPad(sizes);
    const all = {
      '--wall-text': `${sizes.textPx}px`,
      '--wall-text-line': `${sizes.textLinePx}px`,
      '--wall-figure': `${sizes.figurePx}px`,
      '--wall-figure-line': `${sizes.figureLinePx}px`,
      '--wall-gap': `${sizes.gapPx}px`,
      '--wall-pad': `${sizes.padPx}px`,
      '--cell-x': `${cell.xPx}px`,
      '--cell-y': `${cell.yPx}px`,
      '--row-gap': `${rowGap(sizes)}px`,
      '--scene-width': `${sizes.widthPx}px`,
      '--scene-height': `${sizes.heightPx}px`,
      ...lengths,
    };
    for (const [property, length] of Object.entries(all)) box.current?.style.setProperty(property, length);
  }, [sizes, lengths]);
  return (
    <section
      ref={box}
      aria-label={name}
      data-testid={`scene-${name.toLowerCase().replaceAll(' ', '-')}`}
      className="wall-text flex h-(--scene-height) w-(--scene-width) flex-col gap-(--wall-gap) overflow-hidden text-ink"
    >
      {children}
    </section>
  );
}
