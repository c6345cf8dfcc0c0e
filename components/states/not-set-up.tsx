import type { ReactNode } from 'react';

export interface NotSetUpProps {
  /** What will be seen here, e.g. `Costs by region and service`. */
  readonly shows: string;
  /** The IAM action or the setting it needs. */
  readonly needs: string;
  /** One act that leads on: a link or a button. */
  readonly children: ReactNode;
}

/** Not set up: what it will show, what it needs, one act. */
export function NotSetUp({ shows, needs, children }: NotSetUpProps) {
  return (
    <div data-testid="not-set-up" className="grid justify-items-start gap-1 px-4 py-3 text-table">
      <p>{shows} will be shown here.</p>
      <p className="text-ink-muted [overflow-wrap:anywhere]">It needs {needs}.</p>
      {children}
    </div>
  );
}
