import type { DistributionView } from '@/lib/domain/needs/judge-distribution';
import type { EpochMs } from '@/lib/domain/time';
import { distributionLooks, HeardFrom, NeedState } from '../status/need-state';
import { Panel } from '../ui/panel';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';

export interface DistributionTableProps {
  readonly distributions: readonly DistributionView[];
  readonly now: EpochMs;
  readonly simulated: boolean;
}

/** The CloudFront distributions of the workload, and where they take from what they do not hold. */
export function DistributionTable({ distributions, now, simulated }: DistributionTableProps) {
  return (
    <Panel
      id="distributions-title"
      title="Distributions"
      simulated={simulated}
      aside="The edges serve whatever their control plane does"
    >
      <ScrollArea label="CloudFront distributions of the workload">
        <table className="w-full border-collapse text-left text-table">
          <TableHead names={['Distribution', 'State', 'Origins', 'Heard from']} />
          <tbody>
            {distributions.map((view) => (
              <Row key={view.id} view={view} now={now} />
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </Panel>
  );
}

function Row({ view, now }: { readonly view: DistributionView; readonly now: EpochMs }) {
  const { id, state, sentence, lastKnown, description, origins, heard } = view;
  return (
    <tr data-testid={`distribution-${id}`} data-state={state} className="border-line border-t align-top">
      <th scope="row" className="min-w-44 px-3 py-1.5 font-normal [overflow-wrap:anywhere]">
        <bdi>{id}</bdi>
        {description !== 'none' && (
          <span className="block text-ink-faint text-note">
            {[...description.aliases, description.domainName].map((name) => (
              <bdi key={name} className="block">
                {name}
              </bdi>
            ))}
          </span>
        )}
      </th>
      <td className="min-w-44 px-3 py-1.5">
        <NeedState
          look={distributionLooks[state]}
          before={lastKnown === 'none' ? 'none' : distributionLooks[lastKnown.state]}
          sentence={sentence}
        />
      </td>
      <td className="min-w-48 px-3 py-1.5 text-ink-muted [overflow-wrap:anywhere]">
        {origins.map(({ hostname, region }) => (
          <span key={hostname} className="block">
            <bdi>{hostname}</bdi>{' '}
            <span className="text-ink-faint text-note">{region === 'unknown' ? 'region not told' : region}</span>
          </span>
        ))}
        {description !== 'none' && (
          <span className="block text-ink-faint text-note">
            {description.originFailover
              ? 'The edges try a second origin when the first fails'
              : 'The edges try no second origin'}
          </span>
        )}
      </td>
      <td className="px-3 py-1.5 text-ink-muted text-note">
        {heard.length === 0 ? 'not asked yet' : <HeardFrom heard={heard} now={now} />}
      </td>
    </tr>
  );
}
