import { formatMoment } from '@/lib/format';
import { SignOutButton } from './sign-out-button';
import { ThemeChoice } from './theme-choice';
import type { Theme } from './themes';

/** Who is looking. */
export interface Person {
  readonly name: string;
  readonly role: string;
}

export interface ConsoleHeaderProps {
  readonly person: Person;
  readonly theme: Theme;
  /** Fleet time; `unknown` where a page has no clock. */
  readonly now: number | 'unknown';
  /** Whether the page is the overview itself. */
  readonly onOverview: boolean;
}

/** The frame's head: the same place on all pages. */
export function ConsoleHeader({ person, theme, now, onOverview }: ConsoleHeaderProps) {
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-b bg-surface px-4 py-2 sm:px-6">
      <span className="font-semibold text-section">Antipode</span>
      <nav aria-label="Main">
        <a
          href="/"
          aria-current={onOverview ? 'page' : undefined}
          className="rounded-control px-1.5 py-1 text-ink-muted text-table hover:bg-raised"
        >
          Overview
        </a>
        <a href="/polling" className="rounded-control px-1.5 py-1 text-ink-muted text-table hover:bg-raised">
          What watching costs
        </a>
      </nav>
      <div className="ml-auto flex flex-wrap items-center gap-x-2 gap-y-1 sm:gap-x-4 text-ink-muted text-table">
        {now !== 'unknown' && <time>{formatMoment(now, now, 'second')}</time>}
        <ThemeChoice theme={theme} />
        <span>
          {person.name}
          {person.name === person.role ? '' : `, ${person.role}`}
        </span>
        <SignOutButton />
      </div>
    </header>
  );
}
