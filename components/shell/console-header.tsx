'use client';

import type { ReactNode } from 'react';
import { AreaLinks } from './area-links';
import type { AreaId } from './areas';
import { usePerson } from './person';
import { SignOutButton } from './sign-out-button';

export interface ConsoleHeaderProps {
  readonly area: AreaId | 'none';
  /** Beside the person: the palette. */
  readonly children?: ReactNode;
}

/** The frame's head, the same on all pages: the areas left, who is looking right. */
export function ConsoleHeader({ area, children }: ConsoleHeaderProps) {
  const person = usePerson();
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-b bg-surface px-4 py-1.5 sm:px-6">
      <a href="/" className="font-semibold text-section">
        Antipode
      </a>
      <AreaLinks current={area} />
      <div className="ml-auto flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-muted text-table">
        {children}
        <span className="max-w-40 truncate max-sm:hidden">
          <bdi>{person.name}</bdi>
          {person.name === person.role ? '' : `, ${person.role}`}
        </span>
        <SignOutButton />
      </div>
    </header>
  );
}
