import type { LinkEntity } from '@/lib/domain/entities';
import { workloadAddress } from '../shell/addresses';
import { NameLink } from '../ui/name-link';
import { Panel } from '../ui/panel';

export interface MarkersPanelProps {
  readonly links: readonly LinkEntity[];
  readonly simulated: boolean;
}

const byWords = { store: 'written into the store itself', 'entry-point': 'kept by the application' } as const;

/** Stores whose loss is measured by a recovery-point marker of the console's own. */
export function MarkersPanel({ links, simulated }: MarkersPanelProps) {
  const marked = links.filter(({ marker }) => marker !== undefined);
  const stores = new Map(marked.map((link) => [`${link.workloadId}/${link.storeId}`, link]));
  return (
    <Panel
      id="markers-title"
      title="Recovery-point markers"
      simulated={simulated}
      aside={`${stores.size} ${stores.size === 1 ? 'store' : 'stores'}`}
    >
      {stores.size === 0 ? (
        <p className="px-4 py-3 text-ink-muted text-table">
          No store has one: loss is measured by what AWS publishes alone. The fleet file declares markers store by
          store.
        </p>
      ) : (
        <ul className="grid gap-1 px-4 py-3 text-table">
          {[...stores].map(([id, { workloadId, storeId, marker }]) => (
            <li key={id}>
              <NameLink href={workloadAddress(workloadId)}>{storeId}</NameLink>{' '}
              <span className="text-ink-muted">
                of <bdi>{workloadId}</bdi>, {marker === undefined ? '' : byWords[marker.by]}
                {marker === undefined ? '' : `, every ${marker.cadence.cadenceSeconds} s`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
