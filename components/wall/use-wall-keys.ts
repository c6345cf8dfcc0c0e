import { useEffect } from 'react';

export interface WallKeys {
  readonly onPause: () => void;
  readonly onSound: () => void;
  readonly onTurn: (by: 1 | -1) => void;
}

/** Space pauses, m mutes, the arrows turn: a wall has no pointer. Keys with a modifier are the browser's. */
export function useWallKeys({ onPause, onSound, onTurn }: WallKeys): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      // A focused button takes its own keys.
      const isOfButton = event.target instanceof HTMLElement && event.target.closest('button, a') !== null;
      if (event.key === ' ' && !isOfButton) onPause();
      else if (event.key === 'm') onSound();
      else if (event.key === 'ArrowRight') onTurn(1);
      else if (event.key === 'ArrowLeft') onTurn(-1);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [onPause, onSound, onTurn]);
}
