import { type AlarmEvaluator, openAlarmEvaluator } from './alarm-evaluation';
import { type CommitLog, commitWrites, pendingAfter, readWrites, trimLog } from './commit-log';
import { type Conditions, calmConditions, conditionsOf, linksOfStoresDown, surgeOf } from './conditions';
import { advanceDatabases, nextDatabaseDue } from './database-course';
import { isBeingFilled, isInUse } from './database-roles';
import { type DnsTargets, findDnsTargets } from './dns-targets';
import { closeFailures, countFailures } from './failing-objects';
import { failedRegionsOf, failingLinksOf, stalledLinksOf, stoppedConsumersOf } from './faults';
import type { WorkloadDeclaration } from './fleet-declaration';
import { askCheckers, isPassing, opinionsSettled, passingShare } from './health-checkers';
import { isLeverDue, nextLeverDue } from './levers';
import { followAlarms, metricCheckIsHealthy } from './metric-checks';
import type { MetricBook } from './metrics/metric-reader';
import { emptyFacts } from './minute-facts';
import { closeQueues, queuesSettled, workQueues } from './queue-backlogs';
import {
  addArrival,
  addCommits,
  addHealth,
  addHearing,
  addLag,
  addLost,
  addService,
  addSlowness,
} from './record-second';
import { openCalmLags, type ReplicationLink } from './replication-links';
import { advanceScaling, nextScalingDue } from './scaling';
import { applyDueSteps, nextDue } from './scenario';
import { rememberServed } from './served-lately';
import { lacksQuorum, serveWorkload, type WorkloadService, writesInto } from './serving';
import type { SimulatedFleet } from './simulated-fleet';
import { demandOfMinute, type Shares } from './traffic';
import { noteUnusualMinute } from './unusual-minutes';
import { moveUsers, type UserPlaces, usersArrived, usualResolvers } from './user-populations';
import type { MinuteFacts, Regime, WorldState } from './world-state';
import { countConflicts } from './write-conflicts';

/** What flows in one minute while nobody moves: per workload how it is served, per commit log its writes. */
export interface Flows {
  readonly services: ReadonlyMap<string, WorkloadService>;
  readonly writes: ReadonlyMap<string, number>;
}

/** Users who are still on their way to where DNS sends them. */
interface Moving {
  readonly workload: string;
  readonly index: number;
  readonly goal: UserPlaces;
  readonly ttlSeconds: number;
}

/**
 * Moves a world's state through time by seconds. A settled world may take a whole minute in one stride; the stride
 * leaves exactly the state that sixty steps would, so how time is cut never shows.
 */
export class Simulation {
  private readonly alarms: AlarmEvaluator;
  private calmLagsAt: (second: number) => Float64Array = () => new Float64Array();
  private targets: DnsTargets;
  private moving: Moving[] = [];
  private failed: ReadonlySet<string> = new Set();
  private stalled: ReadonlySet<string> = new Set();
  /** Links in use: those that the roles of today make. */
  private links: readonly ReplicationLink[] = [];
  /** Regions that nothing outside them reaches: the failed and those cut off. */
  private unreachable: ReadonlySet<string> = new Set();
  private course: Conditions = calmConditions;
  /** Links on which some objects fail for good. */
  private failing: ReadonlySet<string> = new Set();
  /** Queues whose consumers stand still. */
  private stopped: ReadonlySet<string> = new Set();
  private readonly passing = new Map<string, number>();
  private flows:
    | { readonly minute: number; readonly services: Map<string, WorkloadService>; readonly writes: Map<string, number> }
    | undefined;
  /** Workloads whose users moved since the flows were computed. */
  private readonly moved = new Set<string>();
  private demands: { readonly minute: number; readonly byWorkload: Map<string, readonly number[]> } = {
    minute: -1,
    byWorkload: new Map(),
  };
  /** Seconds stepped one by one since the simulation was opened: the price of a replay. */
  steps = 0;

  constructor(
    readonly fleet: SimulatedFleet,
    readonly state: WorldState,
    metrics: MetricBook,
  ) {
    this.alarms = openAlarmEvaluator(fleet.alarms, metrics);
    this.targets = findDnsTargets(fleet, state);
    this.takeStock();
  }

  /** Brings the state to `second`; an earlier second changes nothing. */
  advanceTo(second: number): void {
    while (this.state.second < second) {
      const until = Math.min(
        second,
        nextDue(this.state) ?? second,
        nextDatabaseDue(this.state) ?? second,
        nextScalingDue(this.state) ?? second,
        nextLeverDue(this.state) ?? second,
      );
      const wholeMinute = this.state.second % 60 === 0 && until - this.state.second >= 60;
      if (wholeMinute && this.isSettled()) this.strideMinute();
      else this.step();
      if (applyDueSteps(this.state)) this.touch();
      if (this.goOn() || isLeverDue(this.state)) this.touch();
    }
  }

  /** To be called after anything outside the course of time changed the state. */
  touch(): void {
    this.state.touched = true;
    this.flows = undefined;
    this.demands = { minute: -1, byWorkload: new Map() };
    this.targets = findDnsTargets(this.fleet, this.state);
    this.takeStock();
    // What a region was cut off from goes on as soon as it is back.
    if (this.goOn()) this.takeStock();
  }

  /** What goes on by itself: databases that change hands, instances that come into service. */
  private goOn(): boolean {
    const isReachable = (region: string) => this.isReachable(region);
    const moved = advanceDatabases(this.fleet, this.state, isReachable);
    return advanceScaling(this.fleet, this.state, (region) => !this.failed.has(region)) || moved;
  }

  /** Whether anything outside a region reaches it now. */
  isReachable(region: string): boolean {
    return !this.unreachable.has(region);
  }

  /** Whether a store takes no writes in a region now because its other copies are out of reach there. */
  lacksQuorum(resource: string, region: string): boolean {
    const store = this.fleet.logById.get(`${resource}/${region}`)?.store;
    return store !== undefined && lacksQuorum(store, region, this.failed, this.course);
  }

  /** The regions that failed, and what faults do to the course of the others. */
  troubles(): { readonly failed: ReadonlySet<string>; readonly conditions: Conditions } {
    return { failed: this.failed, conditions: this.course };
  }

  /** What faults do to the course of the world now. */
  conditions(): Conditions {
    return this.course;
  }

  /** Links that carry nothing now although both their ends are up. */
  stalledLinks(): ReadonlySet<string> {
    return this.stalled;
  }

  /** How users are served and what is committed in the minute of `second`, given where everybody is now. */
  flowsAt(second: number): Flows {
    const minute = Math.floor(second / 60);
    if (this.flows?.minute !== minute) {
      this.flows = { minute, services: new Map(), writes: new Map() };
      for (const workload of this.fleet.workloads) this.serve(workload, this.flows);
    } else {
      for (const workload of this.fleet.workloads) if (this.moved.has(workload.id)) this.serve(workload, this.flows);
    }
    this.moved.clear();
    return this.flows;
  }

  private serve(workload: WorkloadDeclaration, flows: NonNullable<Simulation['flows']>): void {
    const demands = this.demandsOf(workload, flows.minute);
    const service = serveWorkload(workload, demands, this.placesOf(workload.id), this.failed, this.course);
    flows.services.set(workload.id, service);
    for (const log of this.fleet.logsByWorkload.get(workload.id) ?? []) {
      flows.writes.set(log.id, writesInto(log.store, service, log.region, this.failed, this.course));
    }
  }

  /** Reads out of the state what is asked of it every second. */
  private takeStock(): void {
    const { fleet, state } = this;
    this.failed = failedRegionsOf(state);
    this.course = conditionsOf(fleet, state);
    this.stalled = new Set([...stalledLinksOf(fleet, state), ...linksOfStoresDown(fleet, this.course)]);
    this.unreachable = new Set([...this.failed, ...this.course.cutOff]);
    this.findLinks();
    this.failing = failingLinksOf(fleet, state);
    this.stopped = stoppedConsumersOf(fleet, state);
    for (const [check, opinions] of Object.entries(state.opinions)) this.passing.set(check, passingShare(opinions));
    for (const [check, on] of Object.entries(state.routingControls)) this.passing.set(check, on ? 1 : 0);
    for (const { id, type } of fleet.healthChecks) {
      if (type === 'CLOUDWATCH_METRIC') this.passing.set(id, metricCheckIsHealthy(state, id) ? 1 : 0);
    }
    this.findMoving();
  }

  private findLinks(): void {
    const inUse = this.fleet.links.filter((link) => isInUse(link, this.course.databases));
    if (inUse.length === this.links.length && inUse.every((link, index) => link === this.links[index])) return;
    this.links = inUse;
    this.calmLagsAt = openCalmLags(this.state.seed, inUse);
  }

  private findMoving(): void {
    this.moving = [];
    for (const [workload, places] of Object.entries(this.state.users)) {
      const targets = this.targets.users.get(workload);
      for (let index = 0; index < places.length; index += 1) {
        const place = places[index];
        const target = targets?.[index];
        if (place === undefined || target === undefined || usersArrived(place, target.arrived)) continue;
        this.moving.push({ workload, index, goal: target.arrived, ttlSeconds: target.ttlSeconds });
      }
    }
  }

  private demandsOf(workload: WorkloadDeclaration, minute: number): readonly number[] {
    if (this.demands.minute !== minute) this.demands = { minute, byWorkload: new Map() };
    const known = this.demands.byWorkload.get(workload.id);
    if (known !== undefined) return known;
    const built = workload.populations.map(
      (each) => demandOfMinute(this.state.seed, workload, each, minute) * surgeOf(this.course, workload.id, each.id),
    );
    this.demands.byWorkload.set(workload.id, built);
    return built;
  }

  private placesOf(workload: string): Shares[] {
    return (this.state.users[workload] ?? []).map(({ followers, stubborn }) => {
      const places: Shares = { ...followers };
      for (const region of Object.keys(stubborn)) places[region] = (places[region] ?? 0) + (stubborn[region] ?? 0);
      return places;
    });
  }

  /** Whether the world would go on the same for ever if nobody touched it. */
  private isSettled(): boolean {
    const { state } = this;
    if (state.touched || state.pendingRecords.length > 0 || this.moving.length > 0) return false;
    return this.checkersSettled() && this.linksCaughtUp() && queuesSettled(state, this.queueFacts());
  }

  private checkersSettled(): boolean {
    for (const [check, opinions] of Object.entries(this.state.opinions)) {
      if (!opinionsSettled(opinions, this.endpointAnswers(check))) return false;
    }
    return true;
  }

  private linksCaughtUp(): boolean {
    const { state } = this;
    const lags = this.calmLagsAt(state.second);
    return this.links.every(
      (link, index) => !this.carries(link) || state.positions[link.id] === state.second - (lags[index] ?? 0),
    );
  }

  private carries(link: ReplicationLink): boolean {
    return !this.isCut(link) && !this.stalled.has(link.id);
  }

  private endpointAnswers(check: string): boolean {
    const region = this.targets.checks.get(check);
    if (region === undefined || !this.isReachable(region)) return false;
    const { capacities } = this.course;
    if (capacities === undefined) return true;
    // A load balancer without targets answers 503.
    const workload = this.fleet.healthChecks.find(({ id }) => id === check)?.workload;
    return capacities[`${workload}/${region}`]?.inService !== 0;
  }

  private step(): void {
    const { state } = this;
    const second = state.second;
    if (!this.isSettled()) {
      this.publishRecords(second);
      this.runCheckers(second);
      this.moveEverybody();
      state.minuteDisturbed = true;
      state.touched = false;
    }
    const flows = this.flowsAt(second);
    state.second = second + 1;
    addLost(state.minute, this.failed);
    addService(state.minute, flows.services);
    addSlowness(state.minute, this.course, flows.services);
    rememberServed(state, second, 1, flows.services);
    this.commit(second, 1, flows, state.minute);
    this.replicate(1, state.minute);
    this.workQueues(second, 1, flows);
    for (const [check, share] of this.passing) addHealth(state.minute, check, share);
    this.steps += 1;
    if (state.second % 60 === 0) this.closeMinute();
  }

  private strideMinute(): void {
    const { state } = this;
    const flows = this.flowsAt(state.second);
    const from = state.second;
    state.second = from + 60;
    rememberServed(state, from, 60, flows.services);
    this.commit(from, 60, flows);
    this.replicate(60);
    this.workQueues(from, 60, flows);
    this.closeMinute();
  }

  private publishRecords(second: number): void {
    const { state } = this;
    let changed = false;
    while ((state.pendingRecords[0]?.insyncAt ?? Number.POSITIVE_INFINITY) <= second) {
      const arrived = state.pendingRecords.shift();
      if (arrived !== undefined) state.answered = arrived.records;
      changed = true;
    }
    if (changed) this.followDns();
  }

  private runCheckers(second: number): void {
    let flipped = false;
    for (const check of Object.keys(this.state.opinions)) {
      const opinions = this.state.opinions[check];
      if (opinions === undefined) continue;
      const before = isPassing(opinions);
      if (!askCheckers(check, opinions, second, this.endpointAnswers(check))) continue;
      this.passing.set(check, passingShare(opinions));
      if (isPassing(opinions) !== before) flipped = true;
    }
    if (flipped) this.followDns();
  }

  private followDns(): void {
    this.targets = findDnsTargets(this.fleet, this.state);
    this.findMoving();
  }

  private moveEverybody(): void {
    let arrived = false;
    for (const { workload, index, goal, ttlSeconds } of this.moving) {
      const places = this.state.users[workload];
      const place = places?.[index];
      if (places === undefined || place === undefined) continue;
      const next = moveUsers(place, goal, ttlSeconds, this.fleet.declaration.resolvers ?? usualResolvers);
      places[index] = next;
      this.moved.add(workload);
      arrived ||= usersArrived(next, goal);
    }
    if (arrived) this.findMoving();
  }

  private commit(from: number, seconds: number, flows: Flows, facts?: MinuteFacts): void {
    for (const { id } of this.fleet.logs) {
      const log = this.state.logs[id];
      if (log === undefined) continue;
      const count = commitWrites(log, from, seconds, flows.writes.get(id) ?? 0);
      if (facts !== undefined) addCommits(facts, id, count);
    }
  }

  private replicate(seconds: number, facts?: MinuteFacts): void {
    const { state } = this;
    const now = state.second;
    const lags = this.calmLagsAt(now);
    for (const [index, link] of this.links.entries()) {
      const log = state.logs[link.log];
      const position = state.positions[link.id];
      if (log === undefined || position === undefined) continue;
      if (link.synchronous) {
        state.positions[link.id] = now;
      } else if (this.carries(link)) {
        const limit = now - (lags[index] ?? 0);
        if (facts === undefined && this.keepsUp(link, log, position)) {
          state.positions[link.id] = limit;
          continue;
        }
        const arrival = readWrites(log, position, limit, link.mostWritesPerSecond * seconds, now, seconds);
        state.positions[link.id] = arrival.position;
        countConflicts(this.fleet, state, link, position, arrival);
        if (this.failing.has(link.id)) countFailures(state, link.id, arrival.count);
        if (facts !== undefined) addArrival(facts, link.id, arrival, now - arrival.position);
      } else if (facts !== undefined && this.stalled.has(link.id) && !this.isCut(link)) {
        addLag(facts, link.id, now - position);
      }
      if (facts !== undefined && link.kind === 'rds-replica') addHearing(facts, link.id, this.carries(link));
    }
  }

  /** Whether a link that has caught up stays so through a calm minute whatever its lag does: nothing need be counted. */
  private keepsUp(link: ReplicationLink, { runs }: CommitLog, position: number): boolean {
    if (this.failing.has(link.id)) return false;
    // From the end: a reader elsewhere that is cut off may keep days of runs.
    for (let index = runs.length - 1; index >= 0; index -= 1) {
      const run = runs[index];
      if (run === undefined || run.to <= position) break;
      // A lag may shrink by a second per second, so up to two seconds of writes pass in one.
      if (run.writesPerMinute * 2 + 60 > link.mostWritesPerSecond * 60) return false;
    }
    return true;
  }

  private workQueues(from: number, seconds: number, { services }: Flows): void {
    workQueues(this.state, { from, seconds, services, ...this.queueFacts() });
  }

  private queueFacts() {
    return { queues: this.fleet.queues, failed: this.failed, stopped: this.stopped };
  }

  private isCut(link: ReplicationLink): boolean {
    return this.unreachable.has(link.source) || this.unreachable.has(link.target);
  }

  private closeMinute(): void {
    const { state } = this;
    const minute = state.second / 60 - 1;
    if (this.course.capacities !== undefined) state.minute.capacities = this.course.capacities;
    if (state.minuteDisturbed) {
      state.disturbed[minute] = state.minute;
      state.courseUnknown = true;
    } else if (state.courseUnknown) {
      state.regimes.push(this.regimeNow(minute));
      state.courseUnknown = false;
    }
    noteUnusualMinute(this.fleet, state, {
      minute,
      failed: this.failed,
      conditions: this.course,
      placesOf: (workload) => this.placesOf(workload),
      demandsOf: (workload) => this.demandsOf(workload, minute),
    });
    this.countWaiting(minute);
    closeFailures(state, minute);
    closeQueues(state, minute, this.stopped);
    state.minute = emptyFacts();
    state.minuteDisturbed = false;
    this.forgetWhatEverybodyHas();
    this.alarms.evaluate(state, this.failed);
    if (followAlarms(this.fleet, state)) this.touch();
  }

  /** What waits in an undisturbed queue follows from its lag; any other queue is counted. */
  private countWaiting(minute: number): void {
    const { state } = this;
    const waiting: Record<string, number> = {};
    for (const link of this.fleet.bucketLinks) {
      if (!state.minuteDisturbed && !this.stalled.has(link.id)) continue;
      const log = state.logs[link.log];
      const position = state.positions[link.id];
      if (log !== undefined && position !== undefined) waiting[link.id] = pendingAfter(log, position);
    }
    if (Object.keys(waiting).length > 0) state.waiting[minute] = waiting;
  }

  private forgetWhatEverybodyHas(): void {
    const { state } = this;
    const read = new Set<string>();
    for (const [id, links] of this.fleet.linksByLog) {
      const log = state.logs[id];
      if (log === undefined) continue;
      let passed = Number.POSITIVE_INFINITY;
      for (const link of links) {
        if (!isInUse(link, this.course.databases) && !isBeingFilled(link, state)) continue;
        passed = Math.min(passed, state.positions[link.id] ?? Number.POSITIVE_INFINITY);
      }
      if (passed === Number.POSITIVE_INFINITY) continue;
      trimLog(log, passed);
      read.add(id);
    }
    for (const [resource, { alone, writer }] of Object.entries(state.databases ?? {})) {
      // Nobody reads it: its writes are only counted.
      for (const region of [writer, ...alone]) {
        const log = state.logs[`${resource}/${region}`];
        if (log !== undefined && !read.has(`${resource}/${region}`)) log.runs = [];
      }
    }
  }

  /** The course the world takes from `minute` on if it is settled. */
  regimeNow(minute: number): Regime {
    const users: Record<string, Shares[]> = {};
    for (const workload of this.fleet.workloads) users[workload.id] = this.placesOf(workload.id);
    const stalled: Record<string, number> = {};
    for (const link of this.stalled) {
      const position = this.state.positions[link];
      if (position !== undefined) stalled[link] = position;
    }
    return {
      fromMinute: minute,
      failed: [...this.failed].sort(),
      ...(this.course !== calmConditions && { conditions: this.course }),
      stalled,
      users,
      passing: Object.fromEntries(this.passing),
    };
  }
}
