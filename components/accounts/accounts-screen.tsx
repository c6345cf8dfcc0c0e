'use client';

import dynamic from 'next/dynamic';
import { useMemo } from 'react';
import { buildAccountsPage } from '@/lib/domain/accounts-page/build-accounts-page';
import type { AccountsPage } from '@/lib/domain/accounts-page/types';
import { coverageOf } from '@/lib/domain/source-trouble';
import { ConsolePage } from '../shell/console-page';
import { useLiveFleet } from '../shell/live-entities';
import { PageTitle } from '../shell/page-title';
import { NothingToShow } from '../states/known-or-not';
import { accessLooks } from '../status/access-status';
import { StatusIcon } from '../status/status-icon';
import { Panel } from '../ui/panel';
import { RemedyList } from './remedy-list';

const loading = () => <div className="m-4 h-40 rounded-panel bg-raised" />;

/** The lists' code comes apart from the page's: the headings, and what to allow, do not wait for it. */
const AccountMatrix = dynamic(() => import('./access-lists').then((module) => module.AccountMatrix), { loading });
const SourceList = dynamic(() => import('./access-lists').then((module) => module.SourceList), { loading });

/** Who lets the console look where, and what to allow where nobody does. */
export function AccountsScreen() {
  const { entities, now } = useLiveFleet();
  const page = useMemo(() => buildAccountsPage(entities, now), [entities, now]);
  const { overview, summary, accounts, sources, regions } = page;
  const { simulated } = overview.console;
  const coverage = useMemo(
    () =>
      coverageOf(
        sources.map(({ source }) => source),
        now,
      ),
    [sources, now],
  );
  const nothing = (
    <NothingToShow what="account" coverage={{ asked: 0, silent: 0, noun: 'accounts', checkedAt: now }} now={now} />
  );
  return (
    <ConsolePage
      title="Accounts and regions"
      area="accounts"
      overview={overview}
      trail={[{ name: 'Accounts and regions' }]}
      heading={
        <PageTitle title="Accounts and regions" status={<Summary summary={summary} />}>
          Where the console may look, where it may not, and what would let it.
        </PageTitle>
      }
    >
      <Panel
        id="matrix-title"
        title="By account and region"
        simulated={simulated}
        aside="The worst of the APIs that are asked in each place"
      >
        <AccountMatrix regions={regions} rows={accounts} now={now} empty={nothing} />
      </Panel>
      <RemedyList page={page} coverage={coverage} now={now} />
      <Panel
        id="sources-title"
        title="Every source"
        simulated={simulated}
        aside={`${coverage.silent} of ${coverage.asked} do not answer`}
      >
        <SourceList rows={sources} now={now} empty={nothing} />
      </Panel>
    </ConsolePage>
  );
}

function Summary({ summary }: { readonly summary: AccountsPage['summary'] }) {
  const look = accessLooks[summary.worst === 'none' ? 'not-asked-yet' : summary.worst];
  return (
    <span data-testid="accounts-summary" data-worst={summary.worst} className="inline-flex items-center gap-1.5">
      <StatusIcon shape={look.shape} tone={look.tone} />
      {summary.sentence}
    </span>
  );
}
