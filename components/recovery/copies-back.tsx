import type { RegionCode } from '@/lib/domain/fleet';
import type { CatchUp } from '@/lib/domain/recovery/catch-up';
import { CatchUpStatus } from '../status/residue-status';

export interface CopiesBackProps {
  readonly home: RegionCode;
  readonly copies: readonly CatchUp[];
}

/** How the copy of each store at home comes along while its workload is away. */
export function CopiesBack({ home, copies }: CopiesBackProps) {
  if (copies.length === 0) return null;
  return (
    <ul aria-label={`Copies in ${home}`} className="divide-y divide-line border-line border-t">
      {copies.map(({ storeId, state, sentence, expected }) => (
        <li
          key={storeId}
          className="grid gap-x-4 gap-y-0.5 px-4 py-2 md:grid-cols-[10rem_10rem_minmax(0,1fr)_minmax(0,1fr)]"
          data-testid={`copy-back-${storeId}`}
          data-state={state}
        >
          <CatchUpStatus state={state} />
          <bdi className="[overflow-wrap:anywhere]">{storeId}</bdi>
          <span className="tabular-nums [overflow-wrap:anywhere]">{sentence}</span>
          <span className="text-ink-muted tabular-nums [overflow-wrap:anywhere]">{expected}</span>
        </li>
      ))}
    </ul>
  );
}
