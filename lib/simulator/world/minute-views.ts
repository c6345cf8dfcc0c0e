import { type MinuteView, viewRecorded, viewSettled } from './minute-facts';
import type { SimulatedFleet } from './simulated-fleet';
import type { WorldState } from './world-state';

/** A day and a little more, but of a large fleet no more minutes than fit into some hundred megabytes. */
const mostMinutes = 1600;
const mostCourses = 3_000_000;

/** Finds the view of any finished minute; views are remembered because a finished minute never changes. */
export function openMinuteViews(fleet: SimulatedFleet, state: WorldState): (minute: number) => MinuteView {
  const remembered = new Map<number, MinuteView>();
  const mostRemembered = Math.min(mostMinutes, mostCourses / (fleet.links.length + fleet.workloads.length));
  return (minute) => {
    const known = remembered.get(minute);
    if (known !== undefined) return known;
    if (remembered.size >= mostRemembered) remembered.clear();
    const view = buildView(fleet, state, minute);
    remembered.set(minute, view);
    return view;
  };
}

function buildView(fleet: SimulatedFleet, state: WorldState, minute: number): MinuteView {
  const recorded = state.disturbed[minute];
  const counts = {
    waiting: state.waiting[minute] ?? {},
    failures: state.failures[minute] ?? {},
    queued: state.queued[minute] ?? {},
  };
  if (recorded !== undefined) return viewRecorded(minute, recorded, counts);
  for (let index = state.regimes.length - 1; index >= 0; index -= 1) {
    const regime = state.regimes[index];
    if (regime !== undefined && (index === 0 || regime.fromMinute <= minute)) {
      return viewSettled(fleet, state.seed, minute, regime, counts);
    }
  }
  throw new Error('The world has no regime to compute a calm minute from.');
}
