import type { Entity } from '../entities';
import type { FleetOverview } from '../overview/types';
import type { EpochMs, Seconds } from '../time';

/** What a wall can show, one at a time, in the usual order. */
export const wallScenes = ['fleet', 'replication', 'run', 'findings', 'costs'] as const;
export type WallSceneName = (typeof wallScenes)[number];

/** What a scene is called on the wall. */
export const wallSceneTitles: Readonly<Record<WallSceneName, string>> = {
  fleet: 'Fleet',
  replication: 'Replication',
  run: 'Recovery under way',
  findings: 'Findings',
  costs: 'Costs',
};

export const wallThemes = ['dark', 'light'] as const;
export type WallTheme = (typeof wallThemes)[number];

/** `on`: a tone for a new critical, and for nothing else. */
export const wallSounds = ['off', 'on'] as const;
export type WallSound = (typeof wallSounds)[number];

/** Metres from the panel to its farthest reader. */
export const wallDistances = { least: 3, most: 12, usual: 4 } as const;

/** Seconds that a scene may stay; shorter than this nobody has read it, longer than that it is no rotation. */
export const sceneSeconds = { least: 5, most: 3600, usual: 20 } as const;

/** A scene of the rotation and how long it stays, in seconds of the browser's clock. */
export interface SceneInRotation {
  readonly scene: WallSceneName;
  readonly seconds: Seconds;
}

/** A wall as the fleet file declares it. */
export interface WallDeclaration {
  /** Part of its address, `/wall/noc`. */
  readonly id: string;
  /** What stands on it; the id where nobody said. */
  readonly title?: string;
  /** In the order of the rotation; never empty, each scene once. */
  readonly scenes: readonly SceneInRotation[];
  readonly distanceMetres: number;
  readonly theme: WallTheme;
  readonly sound: WallSound;
}

/** The wall of a fleet that declares none. */
export const usualWall: WallDeclaration = {
  id: 'noc',
  scenes: wallScenes.map((scene) => ({ scene, seconds: sceneSeconds.usual })),
  distanceMetres: wallDistances.usual,
  theme: 'dark',
  sound: 'off',
};

/** Something critical that a wall stays with until somebody has seen it. */
export interface WallCritical {
  /** The same as long as the trouble lasts; another one when it comes again. */
  readonly key: string;
  /** The scene that shows it best. */
  readonly scene: WallSceneName;
  readonly since: EpochMs;
  readonly sentence: string;
  /** Who has seen it; `nobody` holds the rotation. */
  readonly seenBy: string | 'nobody';
}

/**
 * What every scene is built from: `buildXScene(input) → XSceneView`, pure. A view holds moments, not seconds that run:
 * it is built anew with each step of the stream and at least every five seconds, and what counts by the second is counted
 * by the component that shows it.
 */
export interface SceneInput {
  readonly entities: readonly Entity[];
  /** Of the same entities; `overview.now` is the moment of the view. */
  readonly overview: FleetOverview;
  readonly criticals: readonly WallCritical[];
}
