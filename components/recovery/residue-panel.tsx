import type { EpochMs } from '@/lib/domain/time';
import { formatAge } from '@/lib/format';
import type { ResidueView } from '@/lib/recovery/pages/view-residue';
import type { Command } from '../executions/command';
import { runAddress, workloadAddress } from '../shell/addresses';
import { NameLink } from '../ui/name-link';
import { Panel } from '../ui/panel';
import { ResidueList } from './residue-list';

export interface ResiduePanelProps {
  readonly residues: readonly ResidueView[];
  readonly own: Command | 'not-allowed';
  readonly now: EpochMs;
  readonly simulated: boolean;
}

/** What the runs that moved workloads changed, and whether it is as it was before them. */
export default function ResiduePanel({ residues, own, now, simulated }: ResiduePanelProps) {
  return (
    <Panel
      id="residue-title"
      title="Left behind"
      simulated={simulated}
      aside="what runs changed, until it is as before or somebody’s"
    >
      <ul className="divide-y divide-line">
        {residues.map((residue) => (
          <li key={residue.runId} data-testid={`residue-of-${residue.runId}`} data-clean={residue.isClean}>
            <ResidueHead residue={residue} now={now} />
            {!residue.lines.every(({ state }) => state === 'cleared') && (
              <ResidueList
                label={`What moving ${residue.workloadName} changed`}
                lines={residue.lines}
                own={own}
                now={now}
              />
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function ResidueHead({ residue, now }: Pick<ResiduePanelProps, 'now'> & { readonly residue: ResidueView }) {
  const { workloadId, workloadName, home, away, returnedAt, runId, sentence, lines } = residue;
  const isNothingLeft = lines.length > 0 && lines.every(({ state }) => state === 'cleared');
  return (
    <p className="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-4 py-2 text-table">
      <NameLink href={workloadAddress(workloadId)}>{workloadName}</NameLink>
      <span>
        {isNothingLeft && 'Nothing is left of '}
        <a href={runAddress(runId)} className="text-link underline">
          run {home} → {away}
        </a>
        {!isNothingLeft && `: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`}
      </span>
      <span className="text-ink-muted">
        {returnedAt === 'not-yet' ? 'not at home yet' : `came home ${formatAge(returnedAt, now)}`}
      </span>
    </p>
  );
}
