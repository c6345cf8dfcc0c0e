'use client';

import { useMemo } from 'react';
import type { EngineEntity, LinkEntity } from '@/lib/domain/entities';
import { buildFleetOverview } from '@/lib/domain/overview/build-fleet-overview';
import { findPolling } from '../polling/find-polling';
import { PollingCosts } from '../polling/polling-costs';
import { ConsolePage } from '../shell/console-page';
import { useLiveFleet } from '../shell/live-entities';
import { PageTitle } from '../shell/page-title';
import type { AccessLinksGiven } from './access-link-commands';
import { AccessLinksPanel } from './access-links-panel';
import type { DeploymentFacts, SignInFacts } from './deployment-facts';
import { DeploymentPanel } from './deployment-panel';
import { FleetFilePanel } from './fleet-file-panel';
import { knownWalls } from './known-walls';
import { MarkersPanel } from './markers-panel';
import { AccessPanel, PreferencesPanel } from './person-panels';

export interface SettingsScreenProps {
  readonly facts: DeploymentFacts;
  readonly signIn: SignInFacts;
  /** `not-allowed` for whoever may neither make nor revoke one. */
  readonly accessLinks: AccessLinksGiven | 'not-allowed';
}

/** What can be chosen here, and how this console is set up. */
export function SettingsScreen({ facts, signIn, accessLinks }: SettingsScreenProps) {
  const { entities, now } = useLiveFleet();
  const overview = useMemo(() => buildFleetOverview(entities, now), [entities, now]);
  const engine = entities.find((entity): entity is EngineEntity => entity.kind === 'engine') ?? 'none';
  const links = entities.filter((entity): entity is LinkEntity => entity.kind === 'link');
  const { simulated } = overview.console;
  return (
    <ConsolePage
      title="Settings"
      area="settings"
      overview={overview}
      trail={[{ name: 'Settings' }]}
      heading={
        <PageTitle title="Settings">
          Yours are kept in this browser; the deployment’s are set where it is started.
        </PageTitle>
      }
    >
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <div className="grid min-w-0 gap-4">
          <PreferencesPanel />
          <AccessPanel signIn={signIn} />
        </div>
        <div className="grid min-w-0 gap-4">
          <DeploymentPanel facts={facts} engine={engine} now={now} simulated={simulated} />
          <FleetFilePanel engine={engine} findings={overview.findings} now={now} simulated={simulated} />
          <MarkersPanel links={links} simulated={simulated} />
        </div>
      </div>
      {accessLinks !== 'not-allowed' && (
        <AccessLinksPanel
          {...accessLinks}
          walls={knownWalls(entities)}
          workloads={overview.workloads.map(({ id, name }) => ({ id, name }))}
        />
      )}
      {/* Panels about the deployment as a whole, each over the full width. */}
      <PollingCosts polled={findPolling(entities)} now={now} simulated={simulated} />
    </ConsolePage>
  );
}
