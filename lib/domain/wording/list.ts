/** `a`, `a and b`, `a, b and c`; at most `limit` names, then `and 3 more`. An empty list reads `none`. */
export function formatList(names: readonly string[], limit = 4): string {
  if (names.length === 0) return 'none';
  const shown = names.length > limit ? [...names.slice(0, limit), `${names.length - limit} more`] : names;
  const last = shown.at(-1) ?? '';
  return shown.length === 1 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}

const grouped = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

/** `1 region`, `3 regions`, `1,807 links`. */
export function formatCount(count: number, singular: string, plural = `${singular}s`): string {
  return `${grouped.format(count)} ${count === 1 ? singular : plural}`;
}
