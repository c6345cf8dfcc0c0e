import { formatCount } from '@/lib/format';
import { NameLink } from '../ui/name-link';

export interface AndMoreProps {
  readonly count: number;
  /** How many of them are in which state. */
  readonly words: string;
  readonly href: string;
  readonly all: string;
}

/** What a table leaves out, by its states, and where all of it is. */
export function AndMore({ count, words, href, all }: AndMoreProps) {
  if (count === 0) return null;
  return (
    <p data-testid="and-more" className="border-line border-t px-3 py-2 text-ink-muted text-table">
      +{formatCount(count)} more, worst first: {words}. <NameLink href={href}>{all}</NameLink>
    </p>
  );
}
