'use client';

import { useMemo } from 'react';
import type { ComplianceReport } from '@/lib/domain/compliance/types';
import { buildFleetOverview } from '@/lib/domain/overview/build-fleet-overview';
import type { Person } from '../shell/console-header';
import { ConsolePage } from '../shell/console-page';
import { useLiveFleet } from '../shell/live-entities';
import type { Theme } from '../shell/themes';
import { CompliancePanel } from './compliance-panel';
import { RangeLinks } from './range-links';
import { useCompliance } from './use-compliance';

export interface ObjectivesScreenProps {
  readonly person: Person;
  readonly theme: Theme;
  readonly report: ComplianceReport;
  /** Off in a still picture. */
  readonly refresh: boolean;
}

/** Whether promises were kept: every objective over a range, with what is not known beside it. */
export function ObjectivesScreen({ person, theme, report: initial, refresh }: ObjectivesScreenProps) {
  const { entities, now } = useLiveFleet();
  const overview = useMemo(() => buildFleetOverview(entities, now), [entities, now]);
  const { report, failed } = useCompliance(initial, refresh);
  return (
    <ConsolePage title="Objectives" person={person} theme={theme} overview={overview} trail={[{ name: 'Objectives' }]}>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h1 className="font-semibold text-title">Objectives</h1>
        <RangeLinks chosen={report.range} />
      </div>
      <CompliancePanel report={report} failed={failed} simulated={overview.console.simulated} />
    </ConsolePage>
  );
}
