import type { PollingEntity } from '@/lib/domain/polling/polling-entity';
import { nameLookupUsd, pricesAsOf, roundCostUp } from '@/lib/domain/polling/prices';
import type { EpochMs } from '@/lib/domain/time';
import { formatCount, formatUsd } from '@/lib/format';
import { Panel } from '../ui/panel';
import { PollingFigures } from './polling-figures';
import { StretchedPolls } from './stretched-polls';
import { UnitTable } from './unit-table';

export interface PollingCostsProps {
  /** One for each account the person may see. */
  readonly polled: readonly PollingEntity[];
  readonly now: EpochMs;
  readonly simulated: boolean;
}

/** What watching costs: forecast for the month and counted so far, by account and API, and what a budget does to it. */
export function PollingCosts({ polled, now, simulated }: PollingCostsProps) {
  if (polled.length === 0) {
    return (
      <Panel id="polling-costs-title" title="What watching costs" simulated={simulated}>
        <p className="px-4 py-3 text-ink-muted text-table">
          Not known yet: the engine has not read the fleet. It is told before anything is asked of AWS.
        </p>
      </Panel>
    );
  }
  return polled.map((polling) => (
    <Panel
      key={polling.id}
      id={`polling-costs-${polling.id}`}
      title="What watching costs"
      simulated={simulated}
      aside={`Account ${polling.accountId}, ${polling.month}`}
    >
      <div data-testid={`polling-${polling.id}`}>
        <PollingFigures polling={polling} now={now} />
        <StretchedPolls stretched={polling.stretched} />
        <UnitTable polling={polling} />
        <Footnotes polling={polling} />
      </div>
    </Panel>
  ));
}

function Footnotes({ polling }: { readonly polling: PollingEntity }) {
  const { nameLookups, counted, forecast } = polling;
  const unsure = counted === 'not-counted' ? 0 : counted.units.reduce((sum, { unsureUnits }) => sum + unsureUnits, 0);
  return (
    <ul className="flex list-disc flex-col gap-1 border-line border-t py-3 pr-4 pl-8 text-ink-muted text-note">
      <li>
        CloudWatch bills metrics, not calls: up to five statistics of one metric in one call count as one, and a sixth
        counts as a second. A metric asked for every minute is {formatCount(43_200)} metrics requested in 30 days.
      </li>
      <li>
        List prices of us-east-1 as of {pricesAsOf}, before any free tier and discount, rounded up. Every call that is
        not in the table is free of charge.
      </li>
      {!forecast.isCertain && (
        <li>Discovery has not told yet how many series there are: the forecast is a range until it has.</li>
      )}
      {unsure > 0 && (
        <li>
          {formatCount(unsure)} of the units counted may not have been billed: their calls were refused or never
          answered, or the engine was ended before it had written them.
        </li>
      )}
      <li>
        Not counted: up to {formatCount(nameLookups)} names a month are looked up through the console's resolver, which
        keeps answers for as long as their records say. AWS bills what reaches Route 53, at most{' '}
        {formatUsd(roundCostUp(nameLookups * nameLookupUsd))} if nothing were kept, and the traffic of the probes
        themselves.
      </li>
    </ul>
  );
}
