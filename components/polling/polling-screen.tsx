'use client';

import { useMemo } from 'react';
import type { Entity } from '@/lib/domain/entities';
import { buildFleetOverview } from '@/lib/domain/overview/build-fleet-overview';
import type { PollingEntity } from '@/lib/domain/polling/polling-entity';
import type { Person } from '../shell/console-header';
import { ConsolePage } from '../shell/console-page';
import { useLiveFleet } from '../shell/live-entities';
import type { Theme } from '../shell/themes';
import { PollingCosts } from './polling-costs';

export interface PollingScreenProps {
  readonly person: Person;
  readonly theme: Theme;
}

/** What the console itself costs, by account. */
export function PollingScreen({ person, theme }: PollingScreenProps) {
  const live = useLiveFleet();
  const overview = useMemo(() => buildFleetOverview(live.entities, live.now), [live.entities, live.now]);
  return (
    <ConsolePage
      title="What watching costs"
      person={person}
      theme={theme}
      overview={overview}
      trail={[{ name: 'What watching costs' }]}
    >
      <PollingCosts polled={pollingOf(live.entities)} now={overview.now} simulated={overview.console.simulated} />
    </ConsolePage>
  );
}

/** The polling of each account, the dearest first. */
export function pollingOf(entities: readonly Entity[]): readonly PollingEntity[] {
  return entities
    .filter((entity): entity is PollingEntity => entity.kind === 'polling')
    .sort((a, b) => b.forecast.atMostUsd - a.forecast.atMostUsd || (a.id < b.id ? -1 : 1));
}
