import type { Workload } from '@/lib/domain/fleet';
import type { MoveView } from '@/lib/recovery/pages/build-start-page';
import { planAddress } from '../shell/addresses';
import { NameLink } from '../ui/name-link';
import { Panel } from '../ui/panel';
import ChangesPanel from './changes-panel';
import EstimatePanel from './estimate-panel';

export interface MovePanelProps {
  readonly move: MoveView;
  readonly workload: Workload;
  readonly simulated: boolean;
}

/** The move that is looked at: how long it takes, what is to be known before, and what it changes. */
export default function MovePanel({ move, workload, simulated }: MovePanelProps) {
  const { ranked, plan, route, steps, estimate } = move;
  return (
    <Panel
      id="move-title"
      title={`${route.source} → ${ranked.target}, ${ranked.mode}`}
      simulated={simulated}
      aside={
        <>
          {steps.length} steps of{' '}
          <NameLink href={planAddress(plan.id, { ...route, mode: ranked.mode })}>{plan.name}</NameLink>, version{' '}
          <span className="font-mono">{plan.version.slice(0, 12)}</span>
        </>
      }
    >
      <div className="grid gap-4 py-3">
        <div className="px-4">
          <EstimatePanel expected={estimate} workload={workload} />
        </div>
        {ranked.cautions.length > 0 && <Cautions sentences={ranked.cautions} />}
        <ChangesPanel route={route} mode={ranked.mode} workloadId={workload.id} />
      </div>
    </Panel>
  );
}

function Cautions({ sentences }: { readonly sentences: readonly string[] }) {
  return (
    <section aria-labelledby="cautions-heading" className="grid gap-1 px-4 text-table">
      <h3 id="cautions-heading" className="font-medium">
        To know before
      </h3>
      <ul className="list-disc pl-4 [overflow-wrap:anywhere]">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}.</li>
        ))}
      </ul>
    </section>
  );
}
