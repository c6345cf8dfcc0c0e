import type { PlanMode } from '@/lib/domain/recovery/plan';

export const modeWords: Readonly<Record<PlanMode, string>> = { graceful: 'Graceful', ungraceful: 'Ungraceful' };

export const viewWords: Readonly<Record<'graph' | 'table', string>> = { graph: 'Graph', table: 'Table' };
