'use client';

import { useMemo } from 'react';
import type { Entity } from '@/lib/domain/entities';
import {
  calmFleetEntities,
  engineStoppedEntities,
  regionDownEntities,
  startingEntities,
} from '@/lib/domain/testing/sample-entities';
import { StillEntities } from '../../shell/live-entities';
import type { Theme } from '../../shell/themes';
import { FleetOverviewScreen } from '../fleet-overview-screen';

/** Any fixed moment: pictures of the gallery must not depend on when they are taken. */
const moment = Date.UTC(2026, 7, 12, 3, 12, 40);

const pictures: Readonly<Record<string, () => readonly Entity[]>> = {
  calm: () => calmFleetEntities(moment),
  unreachable: () => regionDownEntities(moment, { failedFor: 14 }),
  'region-down': () => regionDownEntities(moment, { failedFor: 400 }),
  'engine-stopped': () => engineStoppedEntities(moment),
  starting: () => startingEntities(moment),
  empty: () => [],
};

export const pictureNames: readonly string[] = Object.keys(pictures);

/** The overview in a named state, without a store. */
export function OverviewGallery({ name, theme }: { readonly name: string; readonly theme: Theme }) {
  const entities = useMemo(() => (pictures[name] ?? pictures.calm)?.() ?? [], [name]);
  return (
    <StillEntities entities={entities} now={moment}>
      <FleetOverviewScreen
        person={{ name: 'operator', role: 'operator' }}
        theme={theme}
        acknowledgements={[]}
        acknowledge={async () => ({ ok: false, message: 'This is a picture; nothing is recorded.' })}
        refreshAcknowledgements={false}
      />
    </StillEntities>
  );
}
