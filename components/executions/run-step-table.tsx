import type { EpochMs } from '@/lib/domain/time';
import { formatDuration, formatMoment } from '@/lib/format';
import { stepWord } from '@/lib/recovery/pages/run-words';
import { expectedWords, stepKindWords } from '@/lib/recovery/pages/step-words';
import type { RunStepView } from '@/lib/recovery/pages/view-run-steps';
import { StepStatus } from '../status/execution-status';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';
import { CallList } from './call-list';

export interface RunStepTableProps {
  readonly steps: readonly RunStepView[];
  readonly caption: string;
  readonly now: EpochMs;
}

/** The steps of a run as a table: the same as their graph. */
export default function RunStepTable({ steps, caption, now }: RunStepTableProps) {
  return (
    <ScrollArea label={caption}>
      <table className="w-full text-left text-table">
        <caption className="sr-only">{caption}</caption>
        <TableHead
          names={['Step', 'Kind', 'State', 'Began', 'Took', 'Usually', 'What it did', 'Calls']}
          numeric={['Took']}
        />
        <tbody>
          {steps.map((step) => (
            <tr key={step.id} className="border-line border-t align-top">
              <th scope="row" className="min-w-48 px-3 py-1.5 font-normal">
                <span className="text-ink-faint">{step.number}.</span> {step.planned.title}
              </th>
              <td className="whitespace-nowrap px-3 py-1.5 text-ink-muted">{stepKindWords[step.planned.spec.kind]}</td>
              <td className="px-3 py-1.5">
                <StepStatus state={step.state} word={stepWord(step)} isUnproven={step.isUnproven} />
                {step.attempt > 1 && <span className="block text-ink-muted text-note">attempt {step.attempt}</span>}
              </td>
              <td className="whitespace-nowrap px-3 py-1.5 text-ink-muted">
                {step.startedAt === 'not-yet' ? 'not yet' : formatMoment(step.startedAt, now, 'second')}
              </td>
              <td className="whitespace-nowrap px-3 py-1.5 text-right">
                {step.seconds === 'none' ? (
                  <span className="text-ink-muted">not yet</span>
                ) : (
                  formatDuration(step.seconds)
                )}
              </td>
              <td className="min-w-28 px-3 py-1.5 text-ink-muted">{expectedWords(step.planned.facts.expected)}</td>
              <td className="min-w-64 px-3 py-1.5 [overflow-wrap:anywhere]">{step.sentence}</td>
              <td className="min-w-48 px-3 py-1.5">
                <CallList calls={step.calls} now={now} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}
