import type { ReactNode } from 'react';
import type { FindingView, FleetOverview } from '@/lib/domain/overview/types';
import type { Acknowledge, Acknowledgement } from './acknowledgement';
import { FindingList } from './finding-list';
import { useAcknowledgements } from './use-acknowledgements';

export interface BesideFindingsProps {
  readonly overview: FleetOverview;
  readonly findings: readonly FindingView[];
  readonly acknowledgements: readonly Acknowledgement[];
  readonly acknowledge: Acknowledge | 'not-allowed';
  /** Off in a still picture. */
  readonly refresh: boolean;
  readonly children: ReactNode;
}

/** Panels with the findings about them beside: as high as the panels on a wide screen, below them on a narrow one. */
export function BesideFindings({ overview, findings, refresh, children, ...props }: BesideFindingsProps) {
  const acknowledgements = useAcknowledgements(props.acknowledgements, refresh);
  return (
    <div className="grid gap-4 xl:grid-cols-[minmax(0,7fr)_minmax(20rem,3fr)]">
      <div className="grid min-w-0 content-start gap-4">{children}</div>
      <div className="relative xl:min-h-80">
        <div className="grid xl:absolute xl:inset-0">
          <FindingList
            overview={overview}
            only={findings}
            acknowledgements={acknowledgements}
            acknowledge={props.acknowledge}
          />
        </div>
      </div>
    </div>
  );
}
