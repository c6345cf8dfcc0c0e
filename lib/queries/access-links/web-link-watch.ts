import 'server-only';
import { accessLinkChannel, readOpenAccessLinks } from '@/lib/persistence/access-links';
import { listenForWakeUps } from '@/lib/persistence/wake-ups';
import { webStore } from '../web-store';
import { LinkWatch } from './link-watch';

const shared = globalThis as typeof globalThis & { antipodeLinkWatch?: LinkWatch };

/** The one watch of this process, started on first use. */
export function webLinkWatch(): LinkWatch {
  shared.antipodeLinkWatch ??= new LinkWatch({
    listen: (onWake) => void listenForWakeUps(webStore(), accessLinkChannel, onWake),
    readOpen: (ids) => readOpenAccessLinks(webStore(), ids),
  });
  return shared.antipodeLinkWatch;
}
