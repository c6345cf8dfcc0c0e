import { z } from 'zod';
import { sceneSeconds, usualWall, wallDistances, wallScenes, wallSounds, wallThemes } from '../domain/wall/types';
import { duration, expects, fields, id, list, oneLine, oneOf } from './schema-values';

/* What a fleet file may say of a wall. Messages complete a sentence that begins with the path of the value. */

const stay = duration.refine(
  (seconds) => seconds >= sceneSeconds.least && seconds <= sceneSeconds.most,
  `must be from ${sceneSeconds.least}s to ${sceneSeconds.most / 3600}h: what is gone sooner nobody has read, and what stays longer is no rotation`,
);

const sceneName = oneOf(wallScenes);

/** A name alone stays as long as is usual. */
const scene = z.union(
  [
    sceneName.transform((name) => ({ scene: name, stay: sceneSeconds.usual as number })),
    fields({ scene: sceneName, stay: stay.default(sceneSeconds.usual) }, 'a scene with its name and how long it stays'),
  ],
  { error: () => `must be one of ${wallScenes.join(', ')}, or scene and stay, e.g. { scene: fleet, stay: 30s }` },
);

const distance = expects(`metres from ${wallDistances.least} to ${wallDistances.most} to the farthest reader, e.g. 4`);

export const wall = fields(
  {
    id,
    title: oneLine(60).optional(),
    scenes: list(scene, 'scenes', 20)
      .min(1, 'must have at least one scene, or leave it out for all of them')
      .default(usualWall.scenes.map(({ scene: name, seconds }) => ({ scene: name, stay: seconds }))),
    metres: z
      .number({ error: distance })
      .min(wallDistances.least, distance({ input: 0 }))
      .max(wallDistances.most, distance({ input: 0 }))
      .default(wallDistances.usual),
    theme: oneOf(wallThemes).default(usualWall.theme),
    sound: oneOf(wallSounds).default(usualWall.sound),
  },
  'a wall with its id',
);

export type WallEntry = z.output<typeof wall>;
