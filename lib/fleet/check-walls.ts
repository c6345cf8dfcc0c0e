import type { Placed } from './fleet-entries';
import type { Complaint } from './fleet-problem';
import type { WallEntry } from './wall-schema';

/** A scene has one place in a rotation: written twice, nobody could say how long it stays. */
export function checkScenes({ index, entry }: Placed<WallEntry>): readonly Complaint[] {
  const seen = new Set<string>();
  return entry.scenes.flatMap(({ scene }, at) => {
    if (!seen.has(scene)) {
      seen.add(scene);
      return [];
    }
    return [
      {
        path: ['walls', index, 'scenes', at],
        message: `repeats ${scene}: each scene is written once, with a longer stay where it matters more`,
      },
    ];
  });
}
