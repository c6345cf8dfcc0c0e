import { type RefObject, useEffect, useState } from 'react';

export interface PanelSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** The size of an element in CSS pixels, `unknown` before it was measured. */
export function usePanelSize(element: RefObject<HTMLElement | null>): PanelSize | 'unknown' {
  const [size, setSize] = useState<PanelSize | 'unknown'>('unknown');
  useEffect(() => {
    if (element.current === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const { width, height } = entry.contentRect;
      setSize((before) =>
        before !== 'unknown' && before.widthPx === width && before.heightPx === height
          ? before
          : { widthPx: width, heightPx: height },
      );
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
