import { formatCount } from '@/lib/domain/wording/list';
import type { PlanCheckView } from '@/lib/recovery/pages/view-plan-check';
import { ProblemMark } from '../status/decision-status';

export interface PlanProblemsProps {
  readonly view: PlanCheckView;
  /** Shows a line in the text. */
  readonly onShow: (line: number) => void;
}

/** What a check says, and every line that has to be mended, each a way to it. */
export function PlanProblems({ view: { sentence, problems, state }, onShow }: PlanProblemsProps) {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const counted = `${formatCount(errors, 'error')}, ${formatCount(problems.length - errors, 'warning')}.`;
  const isKnown = state === 'bound' || state === 'broken';
  return (
    <div className="grid gap-3 px-4 py-3 text-table">
      <p role="status" data-testid="plan-verdict" data-state={state}>
        {sentence} {isKnown && <span className="text-ink-muted">{counted}</span>}
      </p>
      {problems.length > 0 && (
        <ul className="grid gap-2">
          {problems.map(({ line, severity, where, sentence: what }) => (
            <li key={`${line} ${where} ${what}`} className="flex items-start gap-2 [overflow-wrap:anywhere]">
              <span className="shrink-0">
                <ProblemMark severity={severity} />
              </span>
              <span>
                <button type="button" className="text-link tabular-nums underline" onClick={() => onShow(line)}>
                  Line {line}
                </button>{' '}
                <span className="text-ink-muted">{what}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
