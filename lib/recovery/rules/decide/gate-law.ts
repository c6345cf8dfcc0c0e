import { isLawful } from '@/lib/domain/fleet';
import { formatList } from '@/lib/domain/wording/list';
import { quote } from '@/lib/domain/wording/quote';
import { blocker, type Gate } from './gate';

/** Data go where the law lets them, and every store has to reach such a place; a shard that reaches none is named. */
export const gateLaw: Gate = ({ workload, pair, evidence }) => {
  const lawful = workload.lawfulRegions ?? [];
  const own = evidence.links.filter((link) => link.workloadId === workload.id);
  const unlawful = isLawful(workload, pair.target)
    ? []
    : [
        blocker(
          'target-unlawful',
          `${workload.name} may not be served from ${pair.target}: its data may be in ${formatList(lawful)} only`,
          'Choose a lawful region. Nobody can allow this one here.',
        ),
      ];
  const shards = workload.stores.flatMap((store) => {
    const links = own.filter((link) => link.storeId === store.id && link.source === pair.source);
    if (store.rebuildable === true || links.length === 0) return [];
    if (links.some((link) => isLawful(workload, link.target))) return [];
    const targets = formatList(links.map((link) => link.target));
    return [
      blocker(
        'store-without-lawful-target',
        `${quote(store.id)} reaches no lawful region: only ${targets} receives it from ${pair.source}`,
        `Replicate ${quote(store.id)} to one of ${formatList(lawful)}, or take it out of the workload.`,
      ),
    ];
  });
  return [...unlawful, ...shards];
};
