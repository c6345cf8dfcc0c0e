import { useMemo } from 'react';
import type { PlanMode, PlanRoute } from '@/lib/domain/recovery/plan';
import { viewChanges } from '@/lib/recovery/pages/view-changes';
import { Parameters } from '../plans/step-facts';
import { useLiveFleet } from '../shell/live-entities';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';

export interface ChangesPanelProps {
  readonly route: PlanRoute;
  readonly mode: PlanMode;
  readonly workloadId: string;
}

/** What will change, whom it touches, and the exact calls with whose endpoint is called. */
export default function ChangesPanel({ route, mode, workloadId }: ChangesPanelProps) {
  const { entities } = useLiveFleet();
  const changes = useMemo(() => {
    const found = entities.find((entity) => entity.kind === 'workload' && entity.id === workloadId);
    return found?.kind === 'workload' ? viewChanges(found.workload, route, mode, entities) : 'none';
  }, [entities, workloadId, route, mode]);
  if (changes === 'none') return null;
  return (
    <div className="grid gap-4 text-table">
      <div className="grid gap-x-8 gap-y-4 px-4 lg:grid-cols-2">
        <section aria-labelledby="changes-heading" className="grid content-start gap-1.5">
          <h3 id="changes-heading" className="font-medium">
            What will change
          </h3>
          {changes.changes.length === 0 ? (
            <p className="text-ink-muted">Nothing: every step only looks.</p>
          ) : (
            <ol className="grid gap-1.5 [overflow-wrap:anywhere]">
              {changes.changes.map(({ step, sentence, wayBack }) => (
                <li key={step.id}>
                  {sentence}
                  <span className="block text-ink-muted text-note">Way back: {wayBack}</span>
                </li>
              ))}
            </ol>
          )}
        </section>
        <section aria-labelledby="blast-heading" className="grid content-start gap-1.5">
          <h3 id="blast-heading" className="font-medium">
            Whom and what it touches
          </h3>
          <ul className="grid gap-1 [overflow-wrap:anywhere]" data-testid="blast-radius">
            {changes.blastRadius.map(({ what, sentence }) => (
              <li key={what}>{sentence}.</li>
            ))}
          </ul>
        </section>
      </div>
      <ScrollArea label="Calls that change something">
        <table className="w-full text-left text-table" data-testid="planned-calls">
          <caption className="sr-only">Calls that change something, in order</caption>
          <TableHead names={['Call', 'Endpoint', 'Parameters', 'Step']} />
          <tbody>
            {changes.calls.map((call, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: calls of a plan do not change their order
              <tr key={index} className="border-line border-t align-top">
                <th scope="row" className="whitespace-nowrap px-3 py-1.5 font-mono font-normal text-note">
                  {call.action}
                </th>
                <td className="whitespace-nowrap px-3 py-1.5">{call.endpointRegion}</td>
                <td className="min-w-56 px-3 py-1.5">
                  <Parameters parameters={call.parameters} />
                </td>
                <td className="min-w-40 px-3 py-1.5 text-ink-muted">{call.stepTitle}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
      <p className="px-4 text-ink-muted text-note">
        {changes.calls.length === 0 ? 'No call changes anything. ' : ''}
        {changes.readingCalls === 0 ? 'No call only reads.' : `${changes.readingCalls} more calls only read.`}
      </p>
    </div>
  );
}
