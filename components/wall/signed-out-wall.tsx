import type { EpochMs } from '@/lib/domain/time';
import { formatUtc } from '@/lib/format';

export interface SignedOutWallProps {
  readonly title: string;
  readonly since: EpochMs;
  /** Address of the wall itself, to come back to. */
  readonly back: string;
}

/** What a wall shows once its session has ended: that it has, since when, and nothing of what was there before. */
export function SignedOutWall({ title, since, back }: SignedOutWallProps) {
  return (
    <main
      data-testid="signed-out"
      className="flex h-full flex-col items-center justify-center gap-6 p-12 text-center [overflow-wrap:anywhere]"
    >
      <title>{`Signed out · ${title} · Antipode`}</title>
      <h1 className="wall-figure font-semibold">Signed out since {formatUtc(since, 'date')}</h1>
      <p className="wall-text max-w-[40ch] text-ink-muted" role="status">
        This wall shows nothing until somebody signs in again.
      </p>
      <a
        href={`/sign-in?back=${encodeURIComponent(back)}`}
        className="wall-text text-link underline underline-offset-4"
      >
        Sign in
      </a>
    </main>
  );
}
