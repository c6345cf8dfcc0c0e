import type { Fleet } from '@/lib/domain/fleet';
import { type PollPeriods, usualPeriods } from '@/lib/domain/polling/polled-item';
import { sayForecast } from '@/lib/domain/polling/say-forecast';
import type { EpochMs } from '@/lib/domain/time';
import { declareSnapshot } from '../declare';
import { assumedSignalCadence } from '../metric-cadence';
import type { SourcePlan, SourceSettings } from '../source';
import { sourceKinds } from '../sources/registry';
import { Topology } from '../topology';
import { notCounted, type PollingPlan, planPolling, type ReadUsage } from './plan-polling';

/** Nothing is asked here, so no cadence matters; periods are the usual ones. */
const settings: SourceSettings = {
  toFleetSeconds: (wallMs) => wallMs / 1000,
  periodOf: (_id, usual) => usual,
  keepsCosts: true,
};

/** What watching a fleet costs, and at which periods, by its file alone: nothing is asked of AWS. */
export function forecastFleet(
  fleet: Fleet,
  now: EpochMs,
  inUse: PollPeriods = usualPeriods,
  readUsage: ReadUsage = notCounted,
): PollingPlan {
  const tasks = sourceKinds.flatMap((kind) => kind(fleet, settings));
  const cadences = {
    probe: assumedSignalCadence,
    dns: assumedSignalCadence,
    signals: assumedSignalCadence,
    capacity: assumedSignalCadence,
  };
  const snapshot = declareSnapshot(fleet, [], cadences, [], now);
  const plan: SourcePlan = { fleet, topology: new Topology(), snapshot };
  return planPolling(tasks, plan, inUse, readUsage, now);
}

/** The forecast in words, a line for each account. */
export function sayFleetForecast(fleet: Fleet, { entities }: PollingPlan): readonly string[] {
  return entities.map((polling) => {
    const account = fleet.accounts.find(({ id }) => id === polling.accountId);
    return sayForecast(polling, account?.name ?? polling.accountId);
  });
}
