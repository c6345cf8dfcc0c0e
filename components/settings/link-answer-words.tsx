import type { LinkAnswer } from './use-link-answer';

/** Why nothing was done, where it was asked; nothing while all is well. */
export function LinkAnswerWords({ answered }: { readonly answered: LinkAnswer<unknown> }) {
  return (
    <div role="status" data-testid="link-answered" data-answered={answered.state} className="text-table empty:hidden">
      {answered.state === 'refused' && (
        <p className="font-medium text-ink [overflow-wrap:anywhere]">Not done. {answered.message}</p>
      )}
      {answered.state === 'no-answer' && (
        <p className="font-medium text-ink">
          The console did not answer. It may have been done all the same: press again, the same request is never done
          twice.
        </p>
      )}
    </div>
  );
}
