'use client';

import { findPlainTarget } from '@/lib/domain/costs/move-question';
import type { RegionCode, Workload } from '@/lib/domain/fleet';
import { useLiveFleet } from '../shell/live-entities';
import MovePriceView from './move-price';

export interface DrillPriceProps {
  readonly region: RegionCode;
  /** Ids of the workloads that are moved out of it. */
  readonly moved: readonly string[];
}

/** What a drill of a region would cost: each workload that is moved, to where it most plainly goes. */
export default function DrillPrice({ region, moved }: DrillPriceProps) {
  const { entities } = useLiveFleet();
  const workloads = entities.flatMap((one): readonly Workload[] =>
    one.kind === 'workload' && moved.includes(one.id) ? [one.workload] : [],
  );
  return (
    <section
      aria-label="What the drill costs"
      className="grid divide-y divide-line border border-line"
      data-testid="drill-price"
    >
      {workloads.map((workload) => {
        const target = findPlainTarget(workload, region);
        return target === 'none' ? (
          <p key={workload.id} className="px-3 py-2 text-ink-muted">
            {workload.name} has no other region: what it would cost cannot be said.
          </p>
        ) : (
          <MovePriceView key={workload.id} workload={workload} source={region} target={target} />
        );
      })}
    </section>
  );
}
