import { formatDuration } from '@/lib/domain/wording/duration';
import { quote } from '@/lib/domain/wording/quote';
import { isLosing } from '../store-losses';
import { blocker, type Gate } from './gate';

/**
 * What would be gone for good must be known, and measured within the objective. `at most` decides nothing: it grows for
 * as long as nobody proves that writes have stopped, and is acknowledged as a figure instead. What would be stranded
 * comes back with the region. A graceful move loses nothing but in caches that are kept.
 */
export const gateLosses: Gate = ({ workload, losses }) => {
  const rpo = workload.objectives.find(({ scenario }) => scenario === 'region-loss')?.rpoSeconds;
  return losses.flatMap((loss) => {
    const store = workload.stores.find(({ id }) => id === loss.storeId);
    // What stays is a gate of its own.
    const isMoved = store !== undefined && isLosing(store.kind) && store.stays !== true;
    if (!isMoved || loss.rebuildable === true || loss.fate === 'none') return [];
    const name = quote(loss.storeId);
    if (loss.measuredSeconds === 'unknown') {
      return [
        blocker(
          'loss-unknown',
          `What ${name} would lose is not known: no lag of it was measured`,
          'Wait until its lag is measured, or say why it has to be given up unmeasured.',
          { about: loss.storeId },
        ),
      ];
    }
    if (rpo === undefined || loss.measuredSeconds <= rpo) return [];
    return [
      blocker(
        'loss-above-objective',
        `${name} would lose ${formatDuration(loss.measuredSeconds)}, and ${formatDuration(rpo)} is the objective`,
        'Choose a region that is less behind, or say why more than that is given up.',
        { about: loss.storeId },
      ),
    ];
  });
};
