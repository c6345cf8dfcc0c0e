import type { ConsoleSource } from '@/lib/domain/console-link/source';
import { sourceWords } from '@/lib/domain/console-link/source-words';
import { toConsoleUrl } from '@/lib/domain/console-link/to-console-url';

export interface SourceLinkProps {
  readonly source: ConsoleSource;
  /** The account the person must be signed in to there. */
  readonly accountId?: string;
  /** The fleet is simulated: the page exists in the address only. */
  readonly simulated: boolean;
  /** Inside rows: that the fleet is simulated is said on hover alone. */
  readonly brief?: true;
}

/** Leads to the page of the AWS console a figure came from; says so where the fleet is simulated, or there is no page. */
export function SourceLink({ source, accountId, simulated, brief }: SourceLinkProps) {
  const url = toConsoleUrl(source);
  const words = sourceWords(source);
  const account = accountId === undefined ? '' : `, account ${accountId}`;
  if (url === 'none') {
    return <span className="text-ink-faint text-note">{`${words}${account}: no page in this partition`}</span>;
  }
  return (
    <span className="text-note">
      <a
        href={url}
        target="_blank"
        rel="noopener noreferrer"
        title={`${words}${account}${simulated ? '; simulated: AWS has no such resource' : ''}`}
        data-testid="source-link"
        className="text-link underline underline-offset-2"
      >
        AWS console
        <span className="sr-only">{`, ${words}${account}, opens in a new tab`}</span> <span aria-hidden="true">↗</span>
      </a>
      {simulated && brief === undefined && <span className="text-ink-faint"> simulated: AWS has no such resource</span>}
    </span>
  );
}
