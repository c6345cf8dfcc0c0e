'use client';

import { type CSSProperties, type ReactNode, useRef } from 'react';
import { textSizes } from '@/lib/domain/wall/text-sizes';
import type { WallTheme } from '@/lib/domain/wall/types';
import { useInBrowser } from '../ui/use-in-browser';
import { type PanelSize, usePanelSize } from './use-panel-size';

export interface WallRootProps {
  readonly theme: WallTheme;
  readonly metres: number;
  /** What is on the panel once it is measured. */
  readonly children: (size: PanelSize) => ReactNode;
  /** Before: nothing that could be taken for a state. */
  readonly before: ReactNode;
}

/** The whole panel, in the theme and with the text sizes of its address. */
export function WallRoot({ theme, metres, children, before }: WallRootProps) {
  const isInBrowser = useInBrowser();
  const panel = useRef<HTMLDivElement>(null);
  const size = usePanelSize(panel);
  const text = textSizes(metres, size === 'unknown' ? 1920 : size.widthPx);
  const style = {
    '--wall-text': `${text.textPx}px`,
    '--wall-text-line': `${Math.ceil(text.textPx * 1.25)}px`,
    '--wall-figure': `${text.figurePx}px`,
    '--wall-figure-line': `${Math.ceil(text.figurePx * 1.2)}px`,
    '--wall-gap': `${Math.round(text.textPx * 0.3)}px`,
    '--wall-pad': `${Math.round(text.textPx * 0.35)}px`,
  } as CSSProperties;
  return (
    <div
      ref={panel}
      data-theme={theme}
      data-testid="wall"
      className="fixed inset-0 overflow-hidden bg-canvas text-ink"
      // The content policy admits styles that the browser sets, not those of a document.
      {...(isInBrowser ? { style } : {})}
    >
      {isInBrowser && size !== 'unknown' ? children(size) : before}
    </div>
  );
}
