/** A state the wall is looked at in, and how the gallery calls it. */
export const wallStates = [
  { name: 'calm', state: 'whole-fleet' },
  { name: 'one region down', state: 'whole-fleet-down' },
  { name: 'one unknown', state: 'unreachable' },
  { name: 'all stale', state: 'engine-stopped' },
  { name: 'denied', state: 'denied' },
  { name: 'a run under way', state: 'run:running-slow' },
  { name: 'several runs', state: 'run:many' },
  { name: 'a run was drilled', state: 'recovery-drilled' },
  { name: '30 regions', state: 'thirty-regions-down' },
  { name: '100 workloads in 20 regions', state: 'hundred-workloads-down' },
  { name: 'long names', state: 'long' },
  { name: 'right to left', state: 'right-to-left' },
  { name: 'empty account', state: 'empty' },
] as const;

export const wallDistancesDrawn = [3, 4, 6] as const;
export const wallScenesDrawn = ['fleet', 'replication', 'run', 'findings', 'costs'] as const;
export const wallThemesDrawn = ['dark', 'light'] as const;

export interface WallPictureOf {
  readonly scene: (typeof wallScenesDrawn)[number];
  readonly name: string;
  readonly state: string;
  readonly metres: number;
  readonly theme: (typeof wallThemesDrawn)[number];
}

/** Every picture of a scene, by state, distance and theme. */
export function picturesOfScene(scene: WallPictureOf['scene']): readonly WallPictureOf[] {
  return wallStates.flatMap(({ name, state }) =>
    wallDistancesDrawn.flatMap((metres) => wallThemesDrawn.map((theme) => ({ scene, name, state, metres, theme }))),
  );
}

/** The address of a picture in the gallery. */
export function wallPictureAddress({ scene, state, metres, theme }: WallPictureOf): string {
  return `/gallery?${new URLSearchParams({ page: 'wall', subject: 'all', state, scene, metres: String(metres), theme })}`;
}
