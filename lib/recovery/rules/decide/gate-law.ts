import type { LinkEntity } from '@/lib/domain/entities';
import { isLawful, type StoreDeclaration, type Workload } from '@/lib/domain/fleet';
import type { Blocker } from '@/lib/domain/recovery/decision';
import { formatList } from '@/lib/domain/wording/list';
import { quote } from '@/lib/domain/wording/quote';
import { blocker, type Gate, type GateContext } from './gate';

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
    if (store.stays === true || store.rebuildable === true || links.length === 0) return [];
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
  const staying = workload.stores.flatMap((store) =>
    store.stays === true
      ? gateStaying(
          store,
          workload,
          pair,
          own.filter(({ storeId }) => storeId === store.id),
        )
      : [],
  );
  return [...unlawful, ...shards, ...staying];
};

/** What the fleet file leaves behind is left behind by a person who answers for it: its users are without service. */
function gateStaying(
  { id }: StoreDeclaration,
  workload: Workload,
  { source, target }: GateContext['pair'],
  links: readonly LinkEntity[],
): readonly Blocker[] {
  // It is where the workload goes already.
  if (links.length > 0 && links.every((link) => link.source === target)) return [];
  const copies = links.filter((link) => link.source === source).map((link) => link.target);
  const hasLawful = copies.some((region) => isLawful(workload, region));
  const why =
    copies.length === 0 || hasLawful
      ? 'is declared to stay'
      : `reaches no lawful region: only ${formatList(copies)} receives it from ${source}`;
  return [
    blocker(
      'store-left-behind',
      `${quote(id)} ${why}; it is not moved, and nobody has it until ${source} is back`,
      `Say why the rest of ${workload.name} goes without ${quote(id)}.`,
      { about: id },
    ),
  ];
}
