import { checkEndpointGroup } from './accelerators';
import { routesAfter } from './access-points';
import { bornState, openMetricsOf } from './birth';
import { findDefaultFleet } from './build-fleet';
import { checkDatabaseChange } from './database-changes';
import { describeWorld } from './describe-world';
import { checkFault, isSameFault, matchingFaults, toActiveFault } from './faults';
import { checkInstanceChange, isInstanceChange } from './instance-changes';
import type { Mutation } from './journal';
import { checkKeptItem, KeptItemError, readKeptItem } from './kept-items';
import { checkLeverChange } from './levers';
import { checkBucket } from './made-buckets';
import { applyMutation, changeIdOf, changesCourse } from './mutations';
import { applyRecordChanges, RecordChangeError, requireHealthChecks } from './record-changes';
import { findRestore } from './restore-jobs';
import { checkRoutingChanges } from './routing-controls';
import { checkGroupChange } from './scaling';
import { checkScenario, namesNothing, portrayScenario } from './scenario';
import { Simulation } from './simulation';
import { messageIdOf } from './topics';
import { tellTruth } from './truth';
import type { KeptItemWrite, World, WorldOptions } from './types';
import { answerRequest } from './user-requests';
import type { WorldState } from './world-state';
import { memoryStorage, openStorage, type WorldStorage } from './world-storage';

/** Seconds stepped one by one after which a checkpoint spares a later opening from stepping them again. */
const stepsBetweenCheckpoints = 3600;
const weightBetweenCheckpoints = 200;
/** A kept item is replayed at once and lives through no second of its own; a large one makes the journal long. */
const weightOf = (mutation: Mutation) =>
  mutation.kind === 'publish-metrics'
    ? 0.1
    : mutation.kind === 'keep-item'
      ? 0.1 + (mutation.write.value?.length ?? 0) / 65_536
      : 1;

/**
 * Opens the world: born new, or resumed from the folder's checkpoint and journal, with the time since then lived
 * through under the faults in force. Throws `WorldFileError` naming the file when the folder cannot be trusted.
 */
export function openWorld(options: WorldOptions): World {
  const wanted = Math.floor(options.now / 1000);
  const fleet = options.fleet ?? findDefaultFleet();
  const opened = options.folder === undefined ? memoryStorage() : openStorage(options.folder, options.seed, fleet.name);
  const state = opened.state ?? bornState(fleet, options.seed, wanted);
  if (opened.state === undefined) opened.storage.checkpoint(state);
  const metrics = openMetricsOf(fleet, state);
  const simulation = new Simulation(fleet, state, metrics);
  for (const entry of opened.entries) {
    simulation.advanceTo(entry.at / 1000);
    applyMutation(fleet, state, entry.mutation, entry.sequence);
    if (changesCourse(entry.mutation)) simulation.touch();
  }
  const weight = opened.entries.reduce((sum, entry) => sum + weightOf(entry.mutation), 0);
  const keeper = keepCheckpoints(simulation, opened.storage, weight);
  keeper.advanceTo(wanted);
  let ignoring = false;
  /** What somebody changes; what time and faults do is not ignored. */
  const change = (mutation: Mutation) => {
    if (!ignoring) keeper.mutate(mutation);
  };
  const keep = (write: KeptItemWrite) => {
    if (simulation.lacksQuorum(write.resource, write.region)) {
      throw new KeptItemError('NoQuorum', `${write.resource} takes no writes in ${write.region}: it is alone there.`);
    }
    checkKeptItem(fleet, state, write);
    change({ kind: 'keep-item', write });
    return { sequence: state.sequence, writtenAt: state.second * 1000 };
  };
  const described = describeWorld(simulation, metrics);
  return {
    ...described,
    seed: state.seed,
    get now() {
      return state.second * 1000;
    },
    advanceTo: (at) => keeper.advanceTo(Math.floor(at / 1000)),
    metrics,
    ignoringChanges(run) {
      ignoring = true;
      try {
        return run();
      } finally {
        ignoring = false;
      }
    },
    checkFault: (given) => checkFault(fleet, given),
    injectFault(fault) {
      const checked = checkFault(fleet, fault);
      const known = matchingFaults(state, {}).find((each) => isSameFault(each.fault, checked));
      if (known !== undefined) return toActiveFault(known);
      keeper.mutate({ kind: 'begin-fault', fault: checked });
      const begun = state.faults.at(-1);
      if (begun === undefined) throw new Error('A fault that was begun is not in the list of faults.');
      return toActiveFault(begun);
    },
    healFaults(matching) {
      const ending = matchingFaults(state, matching).map(toActiveFault);
      const endsScenario = state.scenario !== undefined && namesNothing(matching);
      if (ending.length > 0 || endsScenario) keeper.mutate({ kind: 'end-faults', matching });
      return ending;
    },
    changeEndpointGroup(arn, settings) {
      checkEndpointGroup(fleet, arn, settings);
      change({ kind: 'change-endpoint-group', arn, settings });
    },
    changeAccessPointRoutes(arn, changes) {
      // Refuses what cannot be before anything is journalled.
      routesAfter(fleet, state, arn, changes);
      change({ kind: 'change-access-point-routes', arn, changes });
    },
    turnLever(wanted) {
      checkLeverChange(fleet, state, wanted);
      change({ kind: 'turn-lever', change: wanted });
    },
    publish(text) {
      change({ kind: 'publish-message', text });
      return messageIdOf(state, state.sequence);
    },
    runScenario(scenario) {
      keeper.mutate({ kind: 'run-scenario', scenario: checkScenario(fleet, state, scenario) });
      return portrayScenario(state) ?? { name: scenario.name, startedAt: state.second * 1000, next: [] };
    },
    scenario: () => portrayScenario(state),
    publishMetrics: (publication) => change({ kind: 'publish-metrics', publication }),
    changeGroup(wanted) {
      checkGroupChange(fleet, state, wanted);
      change({ kind: 'change-group', change: wanted });
    },
    changeDatabase(wanted) {
      if (isInstanceChange(wanted)) checkInstanceChange(fleet, state, wanted);
      else checkDatabaseChange(fleet, state, wanted);
      change({ kind: 'change-database', change: wanted });
    },
    changeRoutingControls(changes, overriddenRules) {
      checkRoutingChanges(fleet, state, changes, overriddenRules);
      change({ kind: 'change-routing-controls', changes });
    },
    changeContainerService: (wanted) => change({ kind: 'change-service', change: wanted }),
    changeNodeGroup: (wanted) => change({ kind: 'change-node-group', change: wanted }),
    changeProvision: (wanted) => change({ kind: 'change-provision', change: wanted }),
    giveAnomalyFeedback: (given) => change({ kind: 'anomaly-feedback', given }),
    startRestore(request) {
      const { accountId, region, token } = request;
      const known = findRestore(state, accountId, region, token)?.id;
      if (known !== undefined) return known;
      const before = state.restores?.length;
      change({ kind: 'start-restore', request });
      return state.restores?.length === before ? undefined : state.restores?.at(-1)?.id;
    },
    createBucket(bucket) {
      const owners = [...fleet.accounts].flatMap(([id, { buckets }]) => buckets.map(({ name }) => [name, id] as const));
      checkBucket(state, bucket, new Map(owners));
      change({ kind: 'create-bucket', bucket });
    },
    enforcePolicies(on) {
      if (on !== (state.policiesEnforced ?? false)) keeper.mutate({ kind: 'enforce-policies', on });
    },
    putRolePolicy(roleArn, statements) {
      const accountId = roleArn.split(':')[4] ?? '';
      if (!described.roles(accountId).some(({ arn }) => arn === roleArn))
        throw new Error(`There is no role ${roleArn}.`);
      keeper.mutate({ kind: 'put-role-policy', roleArn, statements });
    },
    changeRecords(zoneId, changes) {
      if (zoneId.replace('/hostedzone/', '') !== fleet.hostedZone.id) {
        throw new RecordChangeError('NoSuchHostedZone', [`No hosted zone found with ID: ${zoneId}`]);
      }
      requireHealthChecks(fleet, changes);
      applyRecordChanges(fleet, state.records, changes);
      change({ kind: 'change-records', changes });
      return { changeId: changeIdOf(state, state.sequence), submittedAt: state.second * 1000 };
    },
    request: (address, request, clientRegion) => answerRequest(simulation, address, request, clientRegion, keep),
    keepItem: keep,
    keptItem: (resource, region, key) => readKeptItem(fleet, state, resource, region, key),
    truth: () => tellTruth(simulation),
    checkpoint: () => keeper.checkpoint(),
    close() {
      keeper.checkpoint();
      opened.storage.close();
    },
  };
}

/** Advances and mutates a world so that it can be opened again from its folder at any moment, and quickly. */
function keepCheckpoints(simulation: Simulation, storage: WorldStorage, weightAtOpening: number) {
  const state: WorldState = simulation.state;
  let stepsAtLast = 0;
  let weight = weightAtOpening;
  const checkpoint = () => {
    storage.checkpoint(state);
    stepsAtLast = simulation.steps;
    weight = 0;
  };
  const checkpointIfDue = () => {
    if (simulation.steps - stepsAtLast < stepsBetweenCheckpoints && weight < weightBetweenCheckpoints) return;
    try {
      checkpoint();
    } catch (error) {
      // The journal still holds everything: only the next opening takes longer. Tried again when next due.
      stepsAtLast = simulation.steps;
      weight = 0;
      process.emitWarning(`The simulated world could not be checkpointed: ${String(error)}`);
    }
  };
  return {
    checkpoint,
    advanceTo(second: number) {
      if (!(second > state.second)) return;
      simulation.advanceTo(second);
      checkpointIfDue();
    },
    mutate(mutation: Mutation) {
      const sequence = state.sequence + 1;
      storage.append({ sequence, at: state.second * 1000, mutation });
      applyMutation(simulation.fleet, state, mutation, sequence);
      if (changesCourse(mutation)) simulation.touch();
      weight += weightOf(mutation);
      checkpointIfDue();
    },
  };
}
