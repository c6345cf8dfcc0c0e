import { routesAfter } from './access-points';
import { changeService } from './container-services';
import { beginDatabaseChange } from './database-changes';
import { objectFails } from './failing-objects';
import { beginFault, endFaults, failingLinksOf } from './faults';
import { beginInstanceChange, isInstanceChange } from './instance-changes';
import type { Mutation } from './journal';
import { keepItem } from './kept-items';
import { turnLever } from './levers';
import { changeNodeGroup } from './node-groups';
import { changeProvision } from './provisioned-concurrency';
import { publish } from './published-metrics';
import { applyRecordChanges } from './record-changes';
import { startRestore } from './restore-jobs';
import { applyRoutingChanges } from './routing-controls';
import { changeGroup } from './scaling';
import { endScenario, namesNothing, startScenario } from './scenario';
import { hexOf, streamKey, unitAt } from './seeded-random';
import type { SimulatedFleet } from './simulated-fleet';
import { publishMessage } from './topics';
import type { FaultMatch, KeptItemWrite } from './types';
import type { WorldState } from './world-state';

const rememberedChanges = 1000;
/** Seconds until all of Route 53's name servers answer a change. */
const propagation = { least: 18, spread: 24 };

/** Lets a journalled mutation take effect at the state's own moment; the same for the living and the replayed. */
export function applyMutation(fleet: SimulatedFleet, state: WorldState, mutation: Mutation, sequence: number): void {
  const at = state.second * 1000;
  if (mutation.kind === 'begin-fault') beginFault(state, mutation.fault, at);
  else if (mutation.kind === 'end-faults') endMatching(state, mutation.matching);
  else if (mutation.kind === 'run-scenario') startScenario(state, mutation.scenario);
  else if (mutation.kind === 'keep-item') keepWrite(fleet, state, mutation.write, sequence);
  else if (mutation.kind === 'change-group') changeGroup(fleet, state, mutation.change);
  else if (mutation.kind === 'change-database') {
    const { change } = mutation;
    if (isInstanceChange(change)) beginInstanceChange(fleet, state, change);
    else beginDatabaseChange(fleet, state, change);
  } else if (mutation.kind === 'change-service') changeService(fleet, state, mutation.change);
  else if (mutation.kind === 'change-node-group') changeNodeGroup(fleet, state, mutation.change, sequence);
  else if (mutation.kind === 'change-provision') changeProvision(fleet, state, mutation.change);
  else if (mutation.kind === 'anomaly-feedback') {
    const { id, feedback } = mutation.given;
    state.anomalyFeedback = { ...state.anomalyFeedback, [id]: feedback };
  } else if (mutation.kind === 'start-restore') startRestore(state, mutation.request, sequence);
  else if (mutation.kind === 'enforce-policies') state.policiesEnforced = mutation.on;
  else if (mutation.kind === 'put-role-policy') {
    state.rolePolicies = { ...state.rolePolicies, [mutation.roleArn]: mutation.statements };
  } else if (mutation.kind === 'change-routing-controls') applyRoutingChanges(fleet, state, mutation.changes);
  else if (mutation.kind === 'change-endpoint-group') {
    state.endpointGroups = { ...state.endpointGroups, [mutation.arn]: mutation.settings };
  } else if (mutation.kind === 'change-access-point-routes') {
    const { arn, changes } = mutation;
    state.accessPointRoutes = { ...state.accessPointRoutes, [arn]: routesAfter(fleet, state, arn, changes) };
  } else if (mutation.kind === 'turn-lever') turnLever(fleet, state, mutation.change);
  else if (mutation.kind === 'publish-message') publishMessage(state, mutation.text, sequence);
  else if (mutation.kind === 'create-bucket') state.madeBuckets = [...(state.madeBuckets ?? []), mutation.bucket];
  else if (mutation.kind === 'publish-metrics') publish(state, mutation.publication);
  else submitRecords(fleet, state, mutation, sequence);
  state.sequence = sequence;
}

/** Where every fault ends, those to come do not begin. */
function endMatching(state: WorldState, matching: FaultMatch): void {
  endFaults(state, matching, state.second * 1000);
  if (namesNothing(matching)) endScenario(state);
}

/** A small object is one of all objects: where some fail for good, it may be one of them. */
function keepWrite(fleet: SimulatedFleet, state: WorldState, write: KeptItemWrite, sequence: number): void {
  const fails =
    objectFails(state.seed, sequence) &&
    [...failingLinksOf(fleet, state)].some((link) => link.startsWith(`${write.resource}/${write.region}>`));
  keepItem(fleet, state, fails ? { ...write, stays: true } : write, sequence);
}

/** Whether a mutation changes how the world goes on; kept items, messages, published values, feedback and new buckets only wait to be read. */
export function changesCourse(mutation: Mutation): boolean {
  return !waitingKinds.includes(mutation.kind);
}

const waitingKinds: readonly Mutation['kind'][] = [
  'keep-item',
  'publish-message',
  'publish-metrics',
  'anomaly-feedback',
  'create-bucket',
];

/** Id of the record change made by a journal entry. */
export function changeIdOf(state: WorldState, sequence: number): string {
  return `C${hexOf(`${state.seed}:change:${sequence}`, 20).toUpperCase()}`;
}

function submitRecords(
  fleet: SimulatedFleet,
  state: WorldState,
  mutation: Extract<Mutation, { kind: 'change-records' }>,
  sequence: number,
): void {
  state.records = applyRecordChanges(fleet, state.records, mutation.changes);
  const wait = propagation.least + propagation.spread * unitAt(streamKey(state.seed, 'propagation'), sequence);
  // Changes reach the name servers in the order they were made.
  const before = state.pendingRecords.at(-1)?.insyncAt ?? 0;
  const insyncAt = Math.max(before, state.second + Math.ceil(wait));
  state.pendingRecords.push({ insyncAt, records: state.records });
  state.recordChanges.push({ id: changeIdOf(state, sequence), submittedAt: state.second * 1000, insyncAt });
  if (state.recordChanges.length > rememberedChanges) state.recordChanges.shift();
}
