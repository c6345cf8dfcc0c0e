'use client';

import { useMemo } from 'react';
import { buildCostsScene } from '@/lib/domain/wall/scenes/costs';
import { buildFindingsScene } from '@/lib/domain/wall/scenes/findings';
import { buildFleetScene } from '@/lib/domain/wall/scenes/fleet';
import { buildReplicationScene } from '@/lib/domain/wall/scenes/replication';
import type { WallSizes } from '@/lib/domain/wall/text-sizes';
import type { SceneInput, WallSceneName } from '@/lib/domain/wall/types';
import { buildRunScene } from '@/lib/recovery/pages/build-run-scene';
import { CostsScene } from './costs-scene';
import { FindingsScene } from './findings-scene';
import { FleetScene } from './fleet-scene';
import { ReplicationScene } from './replication-scene';
import { RunScene } from './run-scene';

export interface WallSceneProps {
  readonly name: WallSceneName;
  readonly input: SceneInput;
  readonly sizes: WallSizes;
}

/** A scene of the wall, built from what is known and drawn at its sizes. Only the one that is shown is built. */
export function WallScene({ name, input, sizes }: WallSceneProps) {
  switch (name) {
    case 'fleet':
      return <Fleet input={input} sizes={sizes} />;
    case 'replication':
      return <Replication input={input} sizes={sizes} />;
    case 'run':
      return <Run input={input} sizes={sizes} />;
    case 'findings':
      return <Findings input={input} sizes={sizes} />;
    case 'costs':
      return <Costs input={input} sizes={sizes} />;
  }
}

type BuiltProps = Omit<WallSceneProps, 'name'>;

function Fleet({ input, sizes }: BuiltProps) {
  const view = useMemo(() => buildFleetScene(input), [input]);
  return <FleetScene view={view} sizes={sizes} />;
}

function Replication({ input, sizes }: BuiltProps) {
  const view = useMemo(() => buildReplicationScene(input), [input]);
  return <ReplicationScene view={view} sizes={sizes} />;
}

function Run({ input, sizes }: BuiltProps) {
  const view = useMemo(() => buildRunScene(input), [input]);
  return <RunScene view={view} sizes={sizes} />;
}

function Findings({ input, sizes }: BuiltProps) {
  const view = useMemo(() => buildFindingsScene(input), [input]);
  return <FindingsScene view={view} sizes={sizes} />;
}

function Costs({ input, sizes }: BuiltProps) {
  const view = useMemo(() => buildCostsScene(input), [input]);
  return <CostsScene view={view} sizes={sizes} />;
}
