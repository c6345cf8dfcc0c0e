import { useEffect, useState } from 'react';

/** Whether the browser keeps the screen awake; `refused` is said on the wall, because then it may go dark. */
export type WakeLock = 'asking' | 'kept' | 'refused';

/** Keeps the screen awake as long as the page is shown, and asks again each time it comes back into view. */
export function useWakeLock(): WakeLock {
  const [state, setState] = useState<WakeLock>('asking');
  useEffect(() => {
    let isOver = false;
    let lock: WakeLockSentinel | 'none' = 'none';
    const ask = async () => {
      if (document.visibilityState !== 'visible') return;
      try {
        const kept = await navigator.wakeLock.request('screen');
        if (isOver) return void kept.release();
        lock = kept;
        setState('kept');
        kept.addEventListener('release', () => !isOver && setState('refused'), { once: true });
      } catch {
        // No such thing in this browser or over plain HTTP, or the machine saves power: the wall says so.
        if (!isOver) setState('refused');
      }
    };
    void ask();
    document.addEventListener('visibilitychange', ask);
    return () => {
      isOver = true;
      document.removeEventListener('visibilitychange', ask);
      if (lock !== 'none') void lock.release();
    };
  }, []);
  return state;
}
