import type { ReactNode } from 'react';

export interface PanelProps {
  readonly title: string;
  /** Stable id of the heading, which names the panel. */
  readonly id: string;
  /** Bands the panel as simulated data. */
  readonly simulated: boolean;
  /** Beside the title: counts, a note. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A titled block of a page. Simulated data carries a striped edge and the word. */
export function Panel({ title, id, simulated, aside, children, className = '' }: PanelProps) {
  return (
    <section
      aria-labelledby={id}
      className={`flex min-w-0 flex-col overflow-hidden rounded-panel border border-line bg-surface ${className}`}
    >
      {simulated && <div aria-hidden="true" className="striped h-0.5 shrink-0" />}
      <header className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 border-line border-b px-4 py-2">
        <h2 id={id} className="font-semibold text-section">
          {title}
        </h2>
        {aside !== undefined && <div className="text-ink-muted text-note">{aside}</div>}
        {simulated && <span className="ml-auto text-ink-faint text-note tracking-wide">SIMULATED</span>}
      </header>
      {children}
    </section>
  );
}
