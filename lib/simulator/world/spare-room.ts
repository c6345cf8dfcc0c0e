import { activeFaults } from './faults';
import type { WorldState } from './world-state';

/** How many more a workload finds room for in a region, of whatever it is that is asked for now. */
export function spareRoomOf(
  state: WorldState,
  { region, workload }: { readonly region: string; readonly workload: string },
): number {
  const spare = activeFaults(state).flatMap(({ fault }) =>
    fault.kind === 'capacity-short' && fault.region === region && (fault.workload ?? workload) === workload
      ? [fault.spare]
      : [],
  );
  return Math.min(Number.MAX_SAFE_INTEGER, ...spare);
}
