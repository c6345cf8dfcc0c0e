import type { DrilledView } from '@/lib/recovery/pages/drills/view-drill';
import { runAddress } from '../shell/addresses';

/** What a drill moved: the time it took against the objective, what was lost, and the runs. */
export function DrilledLines({ workloads }: { readonly workloads: readonly DrilledView[] }) {
  return workloads.map(({ id, name, target, recovery, lost, outRun, homeRun }) => (
    <span key={id} className="block [overflow-wrap:anywhere]" data-testid={`drilled-${id}`}>
      <bdi>{name}</bdi> → {target}: {recovery}, {lost.toLowerCase()}
      {outRun !== 'none' && (
        <>
          {' · '}
          <a href={runAddress(outRun)} className="whitespace-nowrap text-link underline">
            way out
          </a>
        </>
      )}
      {homeRun !== 'none' && (
        <>
          {' · '}
          <a href={runAddress(homeRun)} className="whitespace-nowrap text-link underline">
            way home
          </a>
        </>
      )}
    </span>
  ));
}
