/** Says that a run is practice. A stripe and a word, never a status tone. */
export function PracticeBand({ dryRun, drill }: { readonly dryRun: boolean; readonly drill: boolean }) {
  if (!dryRun && !drill) return null;
  const words = dryRun
    ? 'It reads, and changes nothing.'
    : 'For practice, and it really moves users and writers; its results are kept apart from real ones.';
  return (
    <div className="flex items-center gap-3" data-testid="practice-band">
      <div aria-hidden="true" className="striped h-2 flex-1" />
      <span className="text-table">
        <strong className="font-semibold tracking-wide">{dryRun ? 'DRY RUN' : 'DRILL'}</strong> {words}
      </span>
      <div aria-hidden="true" className="striped h-2 flex-1" />
    </div>
  );
}

/** The word beside a run in lists. */
export function practiceWord({ dryRun, drill }: { readonly dryRun: boolean; readonly drill: boolean }): string {
  if (dryRun) return 'DRY RUN ';
  return drill ? 'DRILL ' : '';
}
