import type { PlanStepView } from '@/lib/recovery/pages/build-plan-page';
import {
  expectedSourceWords,
  expectedWords,
  needWords,
  planeWords,
  stepKindWords,
} from '@/lib/recovery/pages/step-words';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';
import { Problems } from './step-facts';

const names = ['Step', 'Kind', 'After', 'Plane', 'Region needed', 'Expected', 'Source', 'Permissions', 'Way back'];

/** The plan as a table: the same as its graph, for keyboards, screen readers and print. */
export default function PlanTable({
  steps,
  caption,
}: {
  readonly steps: readonly PlanStepView[];
  readonly caption: string;
}) {
  const numberOf = new Map(steps.map(({ step, number }) => [step.id, number]));
  return (
    <ScrollArea label={caption}>
      <table className="w-full text-left text-table">
        <caption className="sr-only">{caption}</caption>
        <TableHead names={names} />
        <tbody>
          {steps.map(({ step, number, workflow, problems }) => {
            const { facts } = step;
            return (
              <tr key={step.id} className="border-line border-t align-top">
                <th scope="row" className="min-w-56 px-3 py-1.5 font-normal">
                  <span className="text-ink-faint">{number}.</span> {step.title}
                  <span className="block text-ink-faint text-note">{workflow}</span>
                  <Problems problems={problems} />
                </th>
                <td className="whitespace-nowrap px-3 py-1.5">{stepKindWords[step.spec.kind]}</td>
                <td className="whitespace-nowrap px-3 py-1.5 text-ink-muted">
                  {step.after.length === 0 ? 'nothing' : step.after.map((id) => numberOf.get(id) ?? id).join(', ')}
                </td>
                <td className="whitespace-nowrap px-3 py-1.5">{planeWords[facts.plane]}</td>
                <td className="min-w-32 px-3 py-1.5">{needWords(step)}</td>
                <td className="min-w-28 px-3 py-1.5">{expectedWords(facts.expected)}</td>
                <td className="min-w-40 px-3 py-1.5 text-ink-muted">
                  {expectedSourceWords[facts.expected.source]}
                  <span className="block text-ink-faint text-note">{facts.expected.because}</span>
                </td>
                <td className="px-3 py-1.5 font-mono text-ink-muted text-note">
                  {facts.permissions.length === 0
                    ? 'none'
                    : facts.permissions.map((permission) => (
                        <span key={permission} className="block whitespace-nowrap">
                          {permission}
                        </span>
                      ))}
                </td>
                <td className="min-w-56 px-3 py-1.5 text-ink-muted">
                  {facts.wayBack === 'none-needed' ? 'none needed' : facts.wayBack}
                  {step.waiver !== undefined && (
                    <span className="block text-note">
                      Waived: {step.waiver.rule}. {step.waiver.reason}
                    </span>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollArea>
  );
}
