import type { WallSceneName } from '@/lib/domain/wall/types';
import type { ChartKind } from './charts/kinds';
import type { Spread, UpdateCosts } from './update-costs';
import type { DayReading, DayReport } from './whole-day';

/** What a wall has to do, from its promise to hang for weeks. */
export const goals = {
  /** Of 200 live charts, or of a scene: of the main thread's own time for an update, at the 95th percentile. */
  updateMs: 50,
  /** Over a whole day, after garbage was collected. */
  heapGrowthBytes: 5_000_000,
  sceneChanges: 1000,
  reconnects: 200,
  day: 86_400,
} as const;

export interface Verdict {
  readonly met: boolean;
  readonly sentence: string;
}

/** Whether updates of so many charts, or of a scene, are as quick as they have to be. */
export function judgeUpdates(what: string, costs: UpdateCosts, empty: UpdateCosts): Verdict {
  const times = (costs.own.median / empty.own.median).toFixed(1);
  const parts = `script ${costs.script.toFixed(1)}, style and layout ${costs.layout.toFixed(1)}`;
  return {
    met: costs.own.p95 <= goals.updateMs,
    sentence: `${what}: ${describeSpread(costs.own)} of main thread an update (${parts}), ${times} times an empty page; by the clock on the wall ${describeSpread(costs.wall)}`,
  };
}

/** Whether a day leaves as much as it found: each reading is held against the first, not the last alone. */
export function judgeDay({ readings, played, ...report }: DayReport): readonly Verdict[] {
  const [first, ...later] = readings;
  if (first === undefined || later.length === 0) throw new Error('Nothing was read of the day.');
  const growth = Math.max(...later.map(({ holding }) => holding.heapBytes)) - first.holding.heapBytes;
  const { updates, sceneChanges, reconnects, readAnew, criticals } = played;
  const isWhole = updates >= goals.day;
  return [
    {
      met: !isWhole || (sceneChanges >= goals.sceneChanges && reconnects >= goals.reconnects),
      sentence: `${isWhole ? 'A whole day' : 'A part of a day'}: ${updates} updates, ${sceneChanges} scene changes, ${reconnects} reconnects (${readAnew} of them read everything anew), ${criticals} times something critical; ${Math.round(report.tookSeconds)} s, ${report.ownMsPerUpdate.toFixed(1)} ms of main thread an update`,
    },
    {
      met: growth <= goals.heapGrowthBytes,
      sentence: `Heap: ${growth <= 0 ? 'no growth' : `at most ${(growth / 1e6).toFixed(2)} MB more`} than after the warm-up, ${(goals.heapGrowthBytes / 1e6).toFixed(0)} MB allowed`,
    },
    judgeConstant('Nodes', first, later, 'nodes'),
    judgeConstant('Listeners', first, later, 'listeners'),
  ];
}

function judgeConstant(
  name: string,
  first: DayReading,
  later: readonly DayReading[],
  what: 'nodes' | 'listeners',
): Verdict {
  const counts = [first, ...later].map(({ holding }) => holding[what]);
  const met = counts.every((count) => count === counts[0]);
  return { met, sentence: `${name}: ${met ? `${counts[0]} at each reading` : counts.join(', ')}` };
}

export function describeSpread({ median, p95, worst }: Spread): string {
  return `median ${median.toFixed(1)}, p95 ${p95.toFixed(1)}, worst ${worst.toFixed(1)} ms`;
}

/** What is measured, for a person. */
export function nameCharts(charts: number, kind: ChartKind): string {
  const names = {
    none: 'no charts',
    sparklines: 'sparklines',
    'bullet-bars': 'bullet bars',
    'line-charts': 'line charts',
  };
  return kind === 'none' ? 'Empty page' : `${charts} live ${names[kind]}`;
}

export function nameScene(scene: WallSceneName, workloads: number, shown: number): string {
  return `The wall, scene ${scene}, ${workloads} workloads, ${shown} figures shown`;
}
