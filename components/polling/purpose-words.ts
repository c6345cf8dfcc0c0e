import type { PollPurpose } from '@/lib/domain/polling/polled-item';

/** What polling is for, as it is called on the screen. */
export const purposeWords: Readonly<Record<PollPurpose, string>> = {
  background: 'Background',
  'open-view': 'Open views',
  'standing-unprotected': 'Tiers 2 and 3',
  'standing-protected': 'Protected tiers',
};
