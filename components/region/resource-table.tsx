import type { ResourceView } from '@/lib/domain/region-page/types';
import { workloadAddress } from '../shell/addresses';
import { NameLink } from '../ui/name-link';
import { Panel } from '../ui/panel';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';

/** What the console knows of in the region. */
export function ResourceTable({
  resources,
  simulated,
}: {
  readonly resources: readonly ResourceView[];
  readonly simulated: boolean;
}) {
  return (
    <Panel id="resources-title" title="Resources known here" simulated={simulated} aside={`${resources.length} known`}>
      {resources.length === 0 ? (
        <p className="px-4 py-3 text-ink-muted text-table">The fleet declares nothing in this region.</p>
      ) : (
        <ScrollArea label="Resources in the region">
          <table className="w-full border-collapse text-left text-table">
            <TableHead names={['Resource', 'Kind', 'Workload', 'Detail']} />
            <tbody>
              {resources.map(({ id, name, kind, workloadId, detail }) => (
                <tr key={id} className="border-line border-t align-top">
                  <th scope="row" className="min-w-40 px-3 py-1.5 font-normal [overflow-wrap:anywhere]">
                    <bdi>{name}</bdi>
                  </th>
                  <td className="whitespace-nowrap px-3 py-1.5 text-ink-muted">{kind}</td>
                  <td className="max-w-48 px-3 py-1.5">
                    {workloadId === 'none' ? '' : <NameLink href={workloadAddress(workloadId)}>{workloadId}</NameLink>}
                  </td>
                  <td className="min-w-40 px-3 py-1.5 text-ink-muted [overflow-wrap:anywhere]">{detail}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollArea>
      )}
    </Panel>
  );
}
