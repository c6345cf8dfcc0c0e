'use client';

import { useMemo } from 'react';
import type { Workload } from '@/lib/domain/fleet';
import type { Decision } from '@/lib/domain/recovery/decision';
import type { EpochMs } from '@/lib/domain/time';
import { formatAge } from '@/lib/format';
import { viewEvidence } from '@/lib/recovery/pages/view-evidence';
import { useLiveFleet } from '../shell/live-entities';
import { AdviceMark, EvidenceMark } from '../status/decision-status';
import { Panel } from '../ui/panel';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';

export interface DecisionPanelProps {
  readonly decision: Decision;
  readonly workload: Workload;
  readonly now: EpochMs;
  readonly simulated: boolean;
}

/** Whether the evidence calls for a move, and what each vantage says. Only those on the users' path decide. */
export default function DecisionPanel({ decision, workload, now, simulated }: DecisionPanelProps) {
  const { entities } = useLiveFleet();
  const evidence = useMemo(
    () => viewEvidence(workload, decision.source, entities, now),
    [workload, decision.source, entities, now],
  );
  return (
    <Panel id="decision-title" title="Is a move called for" simulated={simulated}>
      <p className="px-4 py-3 text-body" data-testid="advice" data-advice={decision.advice}>
        <AdviceMark advice={decision.advice} size={20} />
      </p>
      <ScrollArea label="What each vantage says">
        <table className="w-full text-left text-table">
          <caption className="sr-only">What each vantage says of {decision.source}</caption>
          <TableHead names={['Vantage', 'Says', 'Evidence', 'Measured']} />
          <tbody>
            {evidence.map(({ id, vantage, decides, verdict, sentence, measuredAt }) => (
              <tr key={id} className="border-line border-t align-top">
                <th scope="row" className="px-3 py-1.5 font-normal">
                  {vantage}
                  <span className="block text-ink-faint text-note">{decides ? 'decides' : 'told beside it'}</span>
                </th>
                <td className="whitespace-nowrap px-3 py-1.5">
                  <EvidenceMark verdict={verdict} />
                </td>
                <td className="min-w-48 px-3 py-1.5 text-ink-muted [overflow-wrap:anywhere]">{sentence}</td>
                <td className="whitespace-nowrap px-3 py-1.5 text-ink-muted">
                  {measuredAt === 'never' ? 'never' : formatAge(measuredAt, now)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
      <p className="border-line border-t px-4 py-2 text-ink-muted text-note [overflow-wrap:anywhere]">
        {decision.because}.
      </p>
    </Panel>
  );
}
