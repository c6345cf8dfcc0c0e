import 'server-only';
import { windowChannel } from '@/lib/persistence/metric-windows';
import { listenForWakeUps } from '@/lib/persistence/wake-ups';
import { webStore } from '../web-store';
import { WindowWakeUps } from './window-wake-ups';

const shared = globalThis as typeof globalThis & { antipodeWindowWakeUps?: WindowWakeUps };

/** The one listener of this process, started on first use. Without it answers come when their hold is over. */
export function webWindowWakeUps(): WindowWakeUps {
  if (shared.antipodeWindowWakeUps === undefined) {
    const wakeUps = new WindowWakeUps();
    listenForWakeUps(webStore(), windowChannel, (payload) => wakeUps.heard(payload));
    shared.antipodeWindowWakeUps = wakeUps;
  }
  return shared.antipodeWindowWakeUps;
}
