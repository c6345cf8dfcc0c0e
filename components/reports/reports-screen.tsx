'use client';

import { useMemo } from 'react';
import { buildFleetOverview } from '@/lib/domain/overview/build-fleet-overview';
import type { EpochMs } from '@/lib/domain/time';
import { formatAge } from '@/lib/format';
import { ConsolePage } from '../shell/console-page';
import { useLiveFleet } from '../shell/live-entities';
import { PageTitle } from '../shell/page-title';
import { DeliveryPanel } from './delivery-panel';
import { MonthPanel } from './month-panel';
import { RecoveryReportPanel } from './recovery-report-panel';
import type { ReportList } from './report-list';
import { useReportList } from './use-report-list';

export interface ReportsScreenProps {
  /** What the page came with. */
  readonly initial: ReportList;
  /** Off in a still picture. */
  readonly refresh: boolean;
}

/** What was written down for those who do not look at the console: reports, their files, and where they went. */
export function ReportsScreen({ initial, refresh }: ReportsScreenProps) {
  const { entities, now } = useLiveFleet();
  const overview = useMemo(() => buildFleetOverview(entities, now), [entities, now]);
  const { simulated } = overview.console;
  const { list, isFailing } = useReportList(initial, refresh);
  const { months, deliveries, whyNoDeliveries, recoveries, readAt } = list;
  return (
    <ConsolePage
      title="Reports"
      area="reports"
      overview={overview}
      trail={[{ name: 'Reports' }]}
      heading={
        <PageTitle title="Reports" status={<ListAge readAt={readAt} now={now} isFailing={isFailing} />}>
          What is kept of a month and of a run. Once frozen a report stays as it is; what is known of it later is
          another edition.
        </PageTitle>
      }
    >
      <MonthPanel months={months} now={now} simulated={simulated} />
      <DeliveryPanel deliveries={deliveries} whyNone={whyNoDeliveries} now={now} simulated={simulated} />
      <RecoveryReportPanel
        recoveries={recoveries}
        names={new Map(overview.workloads.map(({ id, name }) => [id, name]))}
        now={now}
        simulated={simulated}
      />
    </ConsolePage>
  );
}

interface ListAgeProps {
  readonly readAt: EpochMs;
  readonly now: EpochMs;
  /** The last attempt to read it anew came to nothing. */
  readonly isFailing: boolean;
}

function ListAge({ readAt, now, isFailing }: ListAgeProps) {
  return (
    <span className="text-ink-muted">
      read {formatAge(readAt, now)}
      {isFailing && '; the console did not answer since, and is asked again by itself'}
    </span>
  );
}
