import { createHash } from 'node:crypto';
import path from 'node:path';
import { checkout } from './checkout.mjs';

/** The data folder by the same rule as the supervisor's: a folder of the checkout, for root one under /var/lib. */
export function dataFolder() {
  const given = process.env.ANTIPODE_DATA;
  if (given) return path.resolve(checkout, given);
  if (process.getuid?.() !== 0) return path.join(checkout, '.antipode');
  const hash = createHash('sha256').update(checkout).digest('hex').slice(0, 8);
  return path.join('/var/lib/antipode', `${path.basename(checkout) || 'root'}-${hash}`);
}
