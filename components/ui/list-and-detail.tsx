'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from './button';

export interface ListAndDetailProps {
  readonly list: ReactNode;
  /** What is shown beside it: the line that is chosen. */
  readonly detail: { readonly id: string; readonly label: string; readonly content: ReactNode } | 'none';
  readonly onClose: () => void;
}

/**
 * A list with the detail of one of its lines beside it, below it where there is no room. Escape and a button close the
 * detail.
 */
export function ListAndDetail({ list, detail, onClose }: ListAndDetailProps) {
  const beside = useRef<HTMLElement>(null);
  const id = detail === 'none' ? '' : detail.id;
  useEffect(() => {
    if (id !== '' && window.matchMedia('(max-width: 1279px)').matches)
      beside.current?.scrollIntoView({ block: 'start' });
  }, [id]);
  return (
    <div
      className={`grid items-start gap-4 ${detail === 'none' ? '' : 'xl:grid-cols-[minmax(0,1fr)_minmax(24rem,30rem)]'}`}
    >
      <div className="grid min-w-0 gap-4">{list}</div>
      {detail !== 'none' && (
        <aside
          ref={beside}
          aria-label={detail.label}
          data-testid="detail"
          className="grid min-w-0 scroll-mt-4 gap-2"
          onKeyDown={(event) => event.key === 'Escape' && onClose()}
        >
          {detail.content}
          <div>
            <Button onClick={onClose}>Close detail</Button>
          </div>
        </aside>
      )}
    </div>
  );
}
