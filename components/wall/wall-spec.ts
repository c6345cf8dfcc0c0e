import { type WallDeclaration, wallDistances, wallSounds, wallThemes } from '@/lib/domain/wall/types';
import { urlChoice, urlNumber, urlSwitch } from '../url/url-state';

/** What the address of a wall may say; what it does not say is as the fleet file declares it. */
export function wallSpec({ theme, distanceMetres, sound, scenes }: WallDeclaration) {
  return {
    theme: urlChoice('Theme', wallThemes, theme),
    metres: urlNumber('Metres', [wallDistances.least, wallDistances.most], distanceMetres),
    scene: urlChoice('Scene', ['rotate', ...scenes.map((one) => one.scene)], 'rotate'),
    pause: urlSwitch('Pause', 'off'),
    sound: urlChoice('Sound', wallSounds, sound),
  };
}

export type WallSpec = ReturnType<typeof wallSpec>;
