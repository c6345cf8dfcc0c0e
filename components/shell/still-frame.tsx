import type { ReactNode } from 'react';
import { AreaLinks } from './area-links';

/** The console's frame around a page that has no data: while loading, and when reading failed. The ways out stay. */
export function StillFrame({ children }: { readonly children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-b bg-surface px-4 py-1.5 sm:px-6">
        <a href="/" className="font-semibold text-section">
          Antipode
        </a>
        <AreaLinks current="none" />
      </header>
      <main className="flex flex-1 flex-col gap-4 px-4 py-4 sm:px-6">{children}</main>
    </div>
  );
}
