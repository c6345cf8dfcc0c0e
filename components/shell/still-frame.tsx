import type { ReactNode } from 'react';

/** The console's frame around a page that has no data: while loading, and when reading failed. */
export function StillFrame({ children }: { readonly children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex items-center border-line border-b bg-surface px-4 py-2 sm:px-6">
        <a href="/" className="font-semibold text-section">
          Antipode
        </a>
      </header>
      <main className="flex flex-1 flex-col gap-4 px-4 py-4 sm:px-6">{children}</main>
    </div>
  );
}
