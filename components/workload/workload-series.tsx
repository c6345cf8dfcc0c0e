'use client';

import { useMemo } from 'react';
import type { WindowAnswer } from '@/lib/domain/series/metric-window';
import type { EpochMs } from '@/lib/domain/time';
import type { WorkloadSubject } from '@/lib/domain/workload-page/types';
import { type StillMarks, useMarks } from '../events/use-marks';
import { cutWords, viewsOfWorkload } from '../series/choose-views';
import { partOf, useSeries } from '../series/use-series';
import { useLiveFleet } from '../shell/live-entities';
import { GoldenSignalsPanel } from '../signals/golden-signals-panel';
import { recentRangeSpec, useTimeRange } from '../time/use-time-range';
import { UserFeltPanel } from '../user-felt/user-felt-panel';

export interface WorkloadSeriesProps {
  readonly subject: WorkloadSubject;
  readonly series: readonly WindowAnswer[] | 'live';
  readonly marks: StillMarks | 'live';
  readonly now: EpochMs;
  readonly simulated: boolean;
}

/** What is fetched while somebody looks at a workload: what users feel of each region, and the signals of all it has. */
export default function WorkloadSeries({ subject, series, marks, now, simulated }: WorkloadSeriesProps) {
  const { entities } = useLiveFleet();
  const { range } = useTimeRange(recentRangeSpec);
  const { id } = subject.view;
  const marked = useMarks({ of: 'workload', workloadId: id }, range, marks);
  const known = useMemo(
    () => ({
      endpoints: entities.filter((entity) => entity.kind === 'endpoint' && entity.workloadId === id),
      checks: entities.filter((entity) => entity.kind === 'health-check'),
      regions: entities.flatMap((entity) =>
        entity.kind === 'workload' && entity.id === id ? entity.workload.regions.map(({ region }) => region) : [],
      ),
    }),
    [entities, id],
  );
  const chosen = viewsOfWorkload(subject, known.regions);
  const reading = useSeries([...chosen.signals, ...chosen.checkers], range, series);
  return (
    <>
      <UserFeltPanel
        reading={partOf(reading, chosen.checkers)}
        views={chosen.checkers}
        endpoints={known.endpoints.filter((entity) => entity.kind === 'endpoint')}
        checks={known.checks}
        columns="regions"
        now={now}
        simulated={simulated}
      />
      <GoldenSignalsPanel
        reading={partOf(reading, chosen.signals)}
        views={chosen.signals}
        beside="region"
        marks={marked}
        now={now}
        simulated={simulated}
        nothing="The fleet declares no region of this workload."
        aside={cutWords(chosen, 'regions')}
      />
    </>
  );
}
