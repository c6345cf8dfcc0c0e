import { activeFaults, beginFault, checkFault, FaultError, isSameFault } from './faults';
import type { FaultMatch, RunningScenario, Scenario } from './types';
import type { ScenarioStep, WorldState } from './world-state';

/** The scenario as it is journalled. Throws {@link FaultError} for a fault that cannot be, and while another one runs. */
export function checkScenario(state: WorldState, { name, phases }: Scenario): Scenario {
  if (state.scenario !== undefined) {
    throw new FaultError('ScenarioRunning', `Scenario ${state.scenario.name} is running: heal all to end it first.`);
  }
  return {
    name,
    phases: phases.map(({ at, fault, until }) => ({
      at,
      fault: checkFault(fault),
      ...(until !== undefined && { until }),
    })),
  };
}

/** Sets a scenario going at the state's own moment; what is due at once begins at once. */
export function startScenario(state: WorldState, { name, phases }: Scenario): void {
  const due = phases.flatMap(({ at, fault, until }, phase): ScenarioStep[] => {
    const begin = { at: state.second + at, phase, does: 'begin', fault } as const;
    return until === undefined ? [begin] : [begin, { at: state.second + until, phase, does: 'end', fault }];
  });
  // What ends makes room for what begins in the same second.
  due.sort((left, right) => left.at - right.at || order(left) - order(right) || left.phase - right.phase);
  state.scenario = { name, startedAt: state.second, due, begun: {} };
  applyDueSteps(state);
}

function order({ does }: ScenarioStep): number {
  return does === 'end' ? 0 : 1;
}

/** Forgets what a scenario has to come. */
export function endScenario(state: WorldState): void {
  delete state.scenario;
}

/** Second at which a scenario goes on; undefined where none runs. */
export function nextDue(state: WorldState): number | undefined {
  return state.scenario?.due[0]?.at;
}

/** Begins and ends what is due at the state's own moment; whether there was anything. */
export function applyDueSteps(state: WorldState): boolean {
  const { scenario } = state;
  if (scenario === undefined || (scenario.due[0]?.at ?? Number.POSITIVE_INFINITY) > state.second) return false;
  while ((scenario.due[0]?.at ?? Number.POSITIVE_INFINITY) <= state.second) {
    const step = scenario.due.shift();
    if (step?.does === 'begin') begin(state, scenario.begun, step);
    else if (step !== undefined) end(state, scenario.begun[step.phase]);
  }
  if (scenario.due.length === 0) endScenario(state);
  return true;
}

/** A fault that is already there is not the scenario's, neither to begin nor to end. */
function begin(state: WorldState, begun: Record<string, string>, { fault, phase }: ScenarioStep): void {
  if (activeFaults(state).some((each) => isSameFault(each.fault, fault))) return;
  begun[phase] = beginFault(state, fault, state.second * 1000).id;
}

function end(state: WorldState, id: string | undefined): void {
  for (const record of activeFaults(state)) if (record.id === id) record.endedAt = state.second * 1000;
}

/** The scenario under way as it is shown. */
export function portrayScenario({ scenario }: WorldState): RunningScenario | undefined {
  if (scenario === undefined) return undefined;
  const next = scenario.due.map(({ at, does, fault }) => ({ at: at * 1000, does, fault }));
  return { name: scenario.name, startedAt: scenario.startedAt * 1000, next };
}

/** Whether everything matches. */
export function namesNothing(matching: FaultMatch): boolean {
  return Object.values(matching).every((value) => value === undefined);
}
