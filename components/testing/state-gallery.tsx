import { SourceLink } from '../charts/source-link';
import { Denied } from '../states/denied';
import { FilterHidesAll } from '../states/filter-hides-all';
import { FirstLoad } from '../states/first-load';
import { NothingToShow } from '../states/known-or-not';
import { NotSetUp } from '../states/not-set-up';
import { SourceNotice } from '../states/source-notice';
import { PartialNotice, StaleNotice } from '../states/stale-or-partial';
import { Moment } from '../time/moment';
import { Button } from '../ui/button';
import { Panel } from '../ui/panel';
import { RefusedValues } from '../url/refused-values';

const long = 'an-account-with-a-name-that-goes-on-and-on-'.repeat(6);

/** Every state a panel can be in, worded as on any page. */
export function StateGallery({ now }: { readonly now: number }) {
  const coverage = { asked: 14, silent: 0, noun: 'regions', checkedAt: now - 4000 };
  const trouble = {
    region: 'eu-west-1',
    call: 'cloudwatch:GetMetricData',
    happened: 'throttled',
    since: now - 130_000,
    effect: 'Lag of orders is shown as of 03:10 UTC.',
    nextTryAt: now + 24_000,
  };
  const denial = {
    action: 'rds:DescribeGlobalClusters',
    resource: 'all global clusters',
    accountId: '111122223333',
    region: 'us-east-1',
    since: now - 3_600_000,
  };
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <Panel id="first-load-title" title="First load" simulated={false}>
        <FirstLoad source="the history of Checkout" height="h-16" />
      </Panel>
      <Panel id="known-title" title="Nothing to show, known" simulated={false}>
        <NothingToShow what="open findings" coverage={coverage} now={now} />
      </Panel>
      <Panel id="unknown-title" title="Nothing to show, not known" simulated={false}>
        <NothingToShow what="open findings" coverage={{ ...coverage, silent: 2 }} now={now} />
        <NothingToShow what="open findings" coverage={{ ...coverage, asked: 0 }} now={now} />
      </Panel>
      <Panel id="filter-title" title="Filter hides all" simulated={false}>
        <FilterHidesAll noun="plans" onClear={() => undefined} />
      </Panel>
      <Panel id="source-title" title="Source failed" simulated={false}>
        <SourceNotice trouble={trouble} now={now} />
        <SourceNotice trouble={{ ...trouble, nextTryAt: now - 90_000, effect: long }} now={now} />
        <SourceNotice trouble={{ ...trouble, nextTryAt: 'unknown' }} now={now} />
      </Panel>
      <Panel id="denied-title" title="Denied" simulated={false}>
        <Denied denial={denial} now={now} />
        <Denied denial={{ ...denial, resource: long }} now={now} />
      </Panel>
      <Panel id="stale-title" title="Stale, and never" simulated={false}>
        <StaleNotice what="Replication lag" newestAt={now - 1_260_000} waitingSince={now} now={now} />
        <StaleNotice what="Replication lag" newestAt="never" waitingSince={now - 600_000} now={now} />
      </Panel>
      <Panel id="partial-title" title="Partial" simulated={false}>
        <PartialNotice noun="regions" shown={3} all={4} missing={['ap-southeast-1: timed out']} />
        <PartialNotice
          noun="regions"
          shown={4}
          all={30}
          missing={Array.from({ length: 26 }, (_, index) => `region-${index}: unreachable`)}
        />
      </Panel>
      <Panel id="set-up-title" title="Not set up" simulated={false}>
        <NotSetUp shows="Costs by region and service" needs="ce:GetCostAndUsage in the payer account">
          <Button>Show the policy</Button>
        </NotSetUp>
      </Panel>
      <Panel id="moments-title" title="Moments and links" simulated={false}>
        <div className="grid justify-items-start gap-1 px-4 py-3 text-table">
          <Moment at={now - 250_000} now={now} />
          <Moment at={now - 250_000} now={now} show="clock" precision="second" />
          <Moment at={now - 40 * 86_400_000} now={now} />
          <SourceLink source={{ kind: 'dynamodb-table', region: 'us-east-1', name: 'user-sessions' }} simulated />
          <SourceLink source={{ kind: 'costs', region: 'us-gov-west-1' }} simulated={false} />
          <RefusedValues refused={[{ name: 'sort', label: 'Sort', value: 'size<script>' }]} />
        </div>
      </Panel>
    </div>
  );
}
