import type { MonthCostsView } from './month-costs';

/** The newest month among the entities; `none` where costs are not read. */
export function findMonthCosts(entities: readonly { readonly kind: string }[]): MonthCostsView | 'none' {
  const months = entities.filter(isMonthCosts).sort((a, b) => (a.month < b.month ? 1 : -1));
  return months[0] ?? 'none';
}

function isMonthCosts(entity: { readonly kind: string }): entity is { readonly kind: 'cost' } & MonthCostsView {
  return entity.kind === 'cost' && 'byRegion' in entity && 'month' in entity && 'asOf' in entity;
}
