import { setTimeout as sleep } from 'node:timers/promises';
import type { Fleet } from '@/lib/domain/fleet';
import type { PlanCheckAnswer } from '@/lib/domain/recovery/plan-check';
import { parsePlan } from '@/lib/fleet/parse-plan';
import { answerPlanCheck, planCheckChannel, prunePlanChecks, readOpenPlanChecks } from '@/lib/persistence/plan-checks';
import { listenForWakeUps } from '@/lib/persistence/wake-ups';
import { bindPlan } from '../rules/bind-plan';
import type { MeasuredDurations } from '../rules/measured-durations';
import { factsOf } from '../steps/registry';
import { readMeasuredDurations } from './publish-plans';
import type { RunPorts } from './run-ports';

/** Wall milliseconds between two looks without a wake-up: well within what a page waits, where nothing wakes. */
const lookEveryMs = 2000;

/**
 * Answers people who write plans: what the engine would make of the text, by the same rules as of the fleet file. It
 * changes nothing. Any engine may answer; two that do say the same.
 */
export function checkPlans(
  { store, clock, log, stopping }: Pick<RunPorts, 'store' | 'clock' | 'log' | 'stopping'>,
  fleet: () => Fleet,
): { readonly ended: Promise<void> } {
  let wake = new AbortController();
  const wakeUps = listenForWakeUps(store, planCheckChannel, () => wake.abort());
  const look = async () => {
    const open = await readOpenPlanChecks(store);
    if (open.length > 0) {
      const measured = await readMeasuredDurations(store, clock.now());
      for (const question of open) await answerPlanCheck(store, question, judgePlan(question, fleet(), measured));
    }
    await prunePlanChecks(store);
  };
  const work = async () => {
    for (let failed = false; !stopping.aborted; ) {
      wake = new AbortController();
      try {
        await look();
        failed = false;
      } catch (error) {
        if (!failed) log.warn({ err: error }, 'Plans that somebody writes cannot be checked now; it is tried again.');
        failed = true;
      }
      await sleep(lookEveryMs, undefined, { signal: AbortSignal.any([stopping, wake.signal]) }).catch(() => 'woken');
    }
    await wakeUps.stop();
  };
  return { ended: work() };
}

/** What the engine makes of a text, bound by the fleet in use. Pure. */
export function judgePlan(
  { workloadId, planText }: { readonly workloadId: string; readonly planText: string },
  fleet: Fleet,
  measured: MeasuredDurations,
): PlanCheckAnswer {
  const workload = fleet.workloads.find(({ id }) => id === workloadId);
  if (workload === undefined) return { state: 'no-workload' };
  const parsed = parsePlan(planText, workload);
  if (parsed.state === 'broken') return parsed;
  const plan = bindPlan(parsed.plan, workload, 'fleet-file', (spec, pair) => factsOf(spec, { ...pair, measured }));
  return { state: 'bound', plan, lineOfStep: parsed.lineOfStep };
}
