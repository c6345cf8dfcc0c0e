/** Words that the whole report is banded with, such as SIMULATED; printed, they stand at the head of every page. */
export function SheetBand({ words }: { readonly words: readonly string[] }) {
  return (
    <div
      className="flex items-center gap-3 border-line border-b px-5 py-1 sm:px-14 print:hidden"
      data-testid="sheet-band"
    >
      <div aria-hidden="true" className="striped h-2 flex-1" />
      <strong className="font-semibold text-note tracking-wide">{words.join(' · ')}</strong>
      <div aria-hidden="true" className="striped h-2 flex-1" />
    </div>
  );
}
