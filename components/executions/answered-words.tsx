import type { Answered } from './use-command';

/** What became of what a person asked, where they asked it. */
export function AnsweredWords({ answered, written }: { readonly answered: Answered; readonly written: string }) {
  return (
    <div role="status" data-testid="answered" data-answered={answered.state} className="text-table empty:hidden">
      {answered.state === 'written' && <p className="text-ink-muted">{written}</p>}
      {answered.state === 'no-answer' && (
        <p className="font-medium text-ink">
          The console did not answer. It may have been written down all the same: press again, the same request is never
          done twice.
        </p>
      )}
      {answered.state === 'refused' && (
        <>
          <p className="font-medium text-ink [overflow-wrap:anywhere]">Not done. {answered.message}</p>
          {answered.blockers.length > 1 && (
            <ul className="mt-1 list-disc pl-4 text-ink-muted [overflow-wrap:anywhere]">
              {answered.blockers.slice(1).map(({ code, sentence, toClear }) => (
                <li key={`${code} ${sentence}`}>
                  {sentence}. {toClear}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </div>
  );
}
