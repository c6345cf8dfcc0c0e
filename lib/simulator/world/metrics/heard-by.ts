import type { MinuteView } from '../minute-facts';

/** What a copy heard over the link that was in use; in a minute in which roles changed hands, over both. */
export function heardBy(
  view: MinuteView,
  links: readonly string[],
): NonNullable<ReturnType<MinuteView['lag']>> | undefined {
  const heard = links.flatMap((link) => view.lag(link) ?? []).filter((lag) => lag.samples > 0);
  const [first, ...others] = heard;
  if (first === undefined) return undefined;
  return others.reduce(
    (all, each) => ({
      samples: all.samples + each.samples,
      sum: all.sum + each.sum,
      min: Math.min(all.min, each.min),
      max: Math.max(all.max, each.max),
    }),
    first,
  );
}
