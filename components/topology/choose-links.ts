import type { LinkView } from '@/lib/domain/overview/types';

/** Pairs of regions up to which every link has room on the map. */
export const mostPairs = 40;

/**
 * The links a map draws. All of them while they join few pairs of regions; in a fleet of many regions, whose lines would
 * hide each other and what is wrong, only pairs with a link that needs a look, the worst first and no more than there is
 * room for.
 *
 * @param rankOf how bad a link is, 0 the worst
 * @param worstQuiet from this rank on a link needs no look
 */
export function chooseLinks(
  links: readonly LinkView[],
  rankOf: (link: LinkView) => number,
  worstQuiet: number,
): readonly LinkView[] {
  const worstOf = new Map<string, number>();
  for (const link of links) worstOf.set(pairOf(link), Math.min(rankOf(link), worstOf.get(pairOf(link)) ?? worstQuiet));
  if (worstOf.size <= mostPairs) return links;
  const drawn = [...worstOf]
    .filter(([, rank]) => rank < worstQuiet)
    .sort(([idA, a], [idB, b]) => a - b || (idA < idB ? -1 : 1))
    .slice(0, mostPairs);
  const pairs = new Set(drawn.map(([id]) => id));
  return worstOfEachDirection(
    links.filter((link) => pairs.has(pairOf(link))),
    rankOf,
  );
}

/** Of the links from one region to another the worst: a hundred workloads would draw a hundred lines beside each other. */
function worstOfEachDirection(links: readonly LinkView[], rankOf: (link: LinkView) => number): readonly LinkView[] {
  const worst = new Map<string, LinkView>();
  for (const link of links) {
    const direction = `${link.source}>${link.target}`;
    const before = worst.get(direction);
    if (before === undefined || rankOf(link) < rankOf(before)) worst.set(direction, link);
  }
  return [...worst.values()];
}

/** Two regions, whatever the direction. */
export function pairOf({ source, target }: Pick<LinkView, 'source' | 'target'>): string {
  return [source, target].sort().join('~');
}

/** How many pairs of regions links join. */
export function countPairs(links: readonly LinkView[]): number {
  return new Set(links.map(pairOf)).size;
}
