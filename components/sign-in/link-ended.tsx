interface Words {
  readonly title: string;
  readonly happened: string;
  readonly next: string;
}

const askMaker = 'Ask whoever gave it to you for a new one, or sign in.';

const wordsOf = {
  expired: {
    title: 'This link has expired',
    happened: 'Read-only links last until a day that is fixed when they are made, and that day is over.',
    next: askMaker,
  },
  // A link that was revoked reads so too: whoever has one that was taken back is told no more than a stranger.
  unknown: {
    title: 'This link opens nothing',
    happened: 'It was taken back, or it is not whole, or it is none of this console’s.',
    next: askMaker,
  },
  elsewhere: {
    title: 'This link opens another screen',
    happened: 'A read-only link shows the one screen it was made for.',
    next: 'Open the link again to go there, ask for a link to this screen, or sign in.',
  },
} as const satisfies Readonly<Record<string, Words>>;

/** Why a read-only link opens nothing, what that means and whom to ask. */
export function LinkEnded({ because }: { readonly because: keyof typeof wordsOf }) {
  const { title, happened, next } = wordsOf[because];
  return (
    <main className="grid min-h-dvh place-items-center p-4" data-testid="link-ended" data-because={because}>
      <div className="w-full max-w-[28rem] rounded-panel border border-line bg-surface p-6 text-body">
        <p className="text-ink-muted text-table">Antipode · signed out</p>
        <h1 className="mt-1 mb-3 font-semibold text-title">{title}</h1>
        <p>{happened}</p>
        <p className="mt-2">{next}</p>
        <p className="mt-4">
          <a href="/sign-in" className="text-link underline">
            Sign in
          </a>
        </p>
      </div>
    </main>
  );
}
