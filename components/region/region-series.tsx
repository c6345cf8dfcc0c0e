'use client';

import { useMemo } from 'react';
import type { RegionSubject } from '@/lib/domain/region-page/types';
import type { WindowAnswer } from '@/lib/domain/series/metric-window';
import type { EpochMs } from '@/lib/domain/time';
import { type StillMarks, useMarks } from '../events/use-marks';
import { LatencyPanel } from '../latency/latency-panel';
import { cutWords, viewsOfOtherRegions, viewsOfRegion } from '../series/choose-views';
import { partOf, useSeries } from '../series/use-series';
import { useLiveFleet } from '../shell/live-entities';
import { GoldenSignalsPanel } from '../signals/golden-signals-panel';
import type { Facet } from '../table/define-table';
import { FacetPicker } from '../table/facet-picker';
import { recentRangeSpec, useTimeRange } from '../time/use-time-range';
import { urlTexts } from '../url/url-state';
import { useUrlState } from '../url/use-url-state';
import { UserFeltPanel } from '../user-felt/user-felt-panel';

const workloadFacet: Facet<unknown> = {
  id: 'signals',
  label: 'Workloads with signals',
  valuesOf: (id) => [String(id)],
};
const chosenSpec = { signals: urlTexts('Workloads with signals') };

export interface RegionSeriesProps {
  readonly subject: RegionSubject;
  readonly series: readonly WindowAnswer[] | 'live';
  readonly marks: StillMarks | 'live';
  readonly now: EpochMs;
  readonly simulated: boolean;
}

/** What is fetched while somebody looks at a region: golden signals, what users feel, and how far other regions are. */
export default function RegionSeries({ subject, series, marks, now, simulated }: RegionSeriesProps) {
  const { code } = subject.view;
  const { entities } = useLiveFleet();
  const { range } = useTimeRange(recentRangeSpec);
  const { values, set } = useUrlState(chosenSpec);
  const known = useMemo(
    () => ({
      endpoints: entities.filter((entity) => entity.kind === 'endpoint'),
      checks: entities.filter((entity) => entity.kind === 'health-check'),
      links: entities.filter((entity) => entity.kind === 'link'),
      regions: entities.filter((entity) => entity.kind === 'region').map((region) => region.code),
    }),
    [entities],
  );
  const chosen = viewsOfRegion(subject, values.signals);
  const others = viewsOfOtherRegions(known.endpoints, code, chosen.checkers);
  const reading = useSeries([...chosen.signals, ...chosen.checkers, ...others], range, series);
  const marked = useMarks({ of: 'region', region: code }, range, marks);
  const workloads = [...new Set(subject.resources.map(({ workloadId }) => workloadId))].filter((id) => id !== 'none');
  return (
    <>
      {workloads.length > chosen.signals.length || values.signals.length > 0 ? (
        <div className="flex items-center gap-2 text-table">
          <FacetPicker
            facet={workloadFacet}
            rows={workloads}
            picked={values.signals}
            onPick={(signals) => set({ signals })}
          />
        </div>
      ) : null}
      <GoldenSignalsPanel
        reading={partOf(reading, chosen.signals)}
        views={chosen.signals}
        beside="workload"
        marks={marked}
        now={now}
        simulated={simulated}
        nothing="The fleet declares no workload in this region."
        aside={cutWords(chosen, 'workloads')}
      />
      <UserFeltPanel
        reading={partOf(reading, chosen.checkers)}
        views={chosen.checkers}
        endpoints={known.endpoints}
        checks={known.checks}
        columns="workloads"
        now={now}
        simulated={simulated}
      />
      <LatencyPanel
        reading={partOf(reading, [...chosen.checkers, ...others])}
        views={[...chosen.checkers, ...others]}
        regions={known.regions}
        links={known.links}
        endpoints={known.endpoints}
        of={code}
        now={now}
        simulated={simulated}
      />
    </>
  );
}
