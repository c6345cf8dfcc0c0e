import { type AlarmEvaluator, openAlarmEvaluator } from './alarm-evaluation';
import { commitWrites, readWrites, trimLog } from './commit-log';
import { defaultWorkloads, type WorkloadDeclaration } from './default-fleet';
import { type DnsTargets, findDnsTargets } from './dns-targets';
import { askCheckers, isPassing, opinionsSettled, passingShare } from './health-checkers';
import type { MetricBook } from './metrics/metric-reader';
import { emptyFacts } from './minute-facts';
import { addSecond } from './record-second';
import { calmLagSeconds, fleetLinks, fleetLogs } from './replication-links';
import { serveWorkload, type WorkloadService, writesInto } from './serving';
import { demandOfMinute, type Shares } from './traffic';
import { moveUsers, usersArrived } from './user-populations';
import type { Regime, WorldState } from './world-state';

/** What flows in one minute while nobody moves: per workload how it is served, per commit log its writes. */
export interface Flows {
  readonly services: ReadonlyMap<string, WorkloadService>;
  readonly writes: ReadonlyMap<string, number>;
}

/**
 * Moves a world's state through time by seconds. A settled world may take a whole minute in one stride; the stride
 * leaves exactly the state that sixty steps would, so how time is cut never shows.
 */
export class Simulation {
  private readonly alarms: AlarmEvaluator;
  private targets: DnsTargets;
  private flows: { readonly minute: number; readonly value: Flows } | undefined;
  private demands: { readonly minute: number; readonly byWorkload: Map<string, readonly number[]> } = {
    minute: -1,
    byWorkload: new Map(),
  };
  /** Seconds stepped one by one since the simulation was opened: the price of a replay. */
  steps = 0;

  constructor(
    readonly state: WorldState,
    metrics: MetricBook,
  ) {
    this.alarms = openAlarmEvaluator(metrics);
    this.targets = findDnsTargets(state);
  }

  /** Brings the state to `second`; an earlier second changes nothing. */
  advanceTo(second: number): void {
    while (this.state.second < second) {
      const wholeMinute = this.state.second % 60 === 0 && second - this.state.second >= 60;
      if (wholeMinute && this.isSettled()) this.strideMinute();
      else this.step();
    }
  }

  /** To be called after anything outside the course of time changed the state. */
  touch(): void {
    this.state.touched = true;
    this.flows = undefined;
    this.targets = findDnsTargets(this.state);
  }

  /** Regions that answer nobody now. */
  failedRegions(): Set<string> {
    return new Set(this.state.faults.filter((each) => each.endedAt === null).map((each) => each.fault.region));
  }

  /** How users are served and what is committed in the minute of `second`, given where everybody is now. */
  flowsAt(second: number): Flows {
    const minute = Math.floor(second / 60);
    if (this.flows?.minute === minute) return this.flows.value;
    const failed = this.failedRegions();
    const services = new Map<string, WorkloadService>();
    for (const workload of defaultWorkloads) {
      const demands = this.demandsOf(workload, minute);
      services.set(workload.id, serveWorkload(workload, demands, this.placesOf(workload.id), failed));
    }
    const writes = new Map<string, number>();
    for (const log of fleetLogs) {
      const workload = defaultWorkloads.find((each) => each.id === log.workload);
      const service = services.get(log.workload);
      if (workload !== undefined && service !== undefined) {
        writes.set(log.id, writesInto(workload, service, log.region, failed));
      }
    }
    const value = { services, writes };
    this.flows = { minute, value };
    return value;
  }

  private demandsOf(workload: WorkloadDeclaration, minute: number): readonly number[] {
    if (this.demands.minute !== minute) this.demands = { minute, byWorkload: new Map() };
    const known = this.demands.byWorkload.get(workload.id);
    if (known !== undefined) return known;
    const built = workload.populations.map((each) => demandOfMinute(this.state.seed, workload, each, minute));
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
    if (state.touched || state.pendingRecords.length > 0) return false;
    return this.checkersSettled() && this.everybodyArrived() && this.linksCaughtUp();
  }

  private checkersSettled(): boolean {
    const failed = this.failedRegions();
    for (const [check, opinions] of Object.entries(this.state.opinions)) {
      if (!opinionsSettled(opinions, this.endpointAnswers(check, failed))) return false;
    }
    return true;
  }

  private everybodyArrived(): boolean {
    for (const [workload, places] of Object.entries(this.state.users)) {
      const targets = this.targets.users.get(workload);
      for (let index = 0; index < places.length; index += 1) {
        const place = places[index];
        const target = targets?.[index];
        if (place !== undefined && target !== undefined && !usersArrived(place, target.arrived)) return false;
      }
    }
    return true;
  }

  private linksCaughtUp(): boolean {
    const { state } = this;
    const failed = this.failedRegions();
    return fleetLinks.every(
      (link) =>
        failed.has(link.source) ||
        failed.has(link.target) ||
        state.positions[link.id] === state.second - calmLagSeconds(state.seed, link, state.second),
    );
  }

  private endpointAnswers(check: string, failed: ReadonlySet<string>): boolean {
    const region = this.targets.checks.get(check);
    return region !== undefined && !failed.has(region);
  }

  private step(): void {
    const { state } = this;
    const second = state.second;
    const failed = this.failedRegions();
    const calm = this.isSettled();
    if (!calm) {
      this.publishRecords(second);
      this.runCheckers(second, failed);
      this.moveEverybody();
      state.minuteDisturbed = true;
      state.touched = false;
    }
    const flows = this.flowsAt(second);
    state.second = second + 1;
    const commits = this.commitFor(second, 1, flows);
    const arrivals = this.replicate(1, failed);
    addSecond(state, { flows, commits, arrivals, failed, passing: (check) => this.passingOf(check) });
    this.steps += 1;
    if (state.second % 60 === 0) this.closeMinute(failed);
  }

  private strideMinute(): void {
    const { state } = this;
    const failed = this.failedRegions();
    const flows = this.flowsAt(state.second);
    const from = state.second;
    state.second = from + 60;
    this.commitFor(from, 60, flows);
    this.replicate(60, failed);
    this.closeMinute(failed);
  }

  private publishRecords(second: number): void {
    const { state } = this;
    let changed = false;
    while ((state.pendingRecords[0]?.insyncAt ?? Number.POSITIVE_INFINITY) <= second) {
      const arrived = state.pendingRecords.shift();
      if (arrived !== undefined) state.answered = arrived.records;
      changed = true;
    }
    if (changed) this.targets = findDnsTargets(state);
  }

  private runCheckers(second: number, failed: ReadonlySet<string>): void {
    let flipped = false;
    for (const [check, opinions] of Object.entries(this.state.opinions)) {
      const before = isPassing(opinions);
      askCheckers(check, opinions, second, this.endpointAnswers(check, failed));
      if (isPassing(opinions) !== before) flipped = true;
    }
    if (flipped) this.targets = findDnsTargets(this.state);
  }

  private moveEverybody(): void {
    let moved = false;
    for (const [workload, places] of Object.entries(this.state.users)) {
      const targets = this.targets.users.get(workload);
      for (let index = 0; index < places.length; index += 1) {
        const place = places[index];
        const target = targets?.[index];
        if (place === undefined || target === undefined || usersArrived(place, target.arrived)) continue;
        places[index] = moveUsers(place, target.arrived, target.ttlSeconds);
        moved = true;
      }
    }
    if (moved) this.flows = undefined;
  }

  private commitFor(from: number, seconds: number, flows: Flows): Map<string, number> {
    const commits = new Map<string, number>();
    for (const { id } of fleetLogs) {
      const log = this.state.logs[id];
      if (log !== undefined) commits.set(id, commitWrites(log, from, seconds, flows.writes.get(id) ?? 0));
    }
    return commits;
  }

  private replicate(seconds: number, failed: ReadonlySet<string>) {
    const { state } = this;
    const now = state.second;
    const arrivals = new Map<string, ReturnType<typeof readWrites>>();
    const passed = new Map<string, number>();
    for (const link of fleetLinks) {
      const log = state.logs[link.log];
      const position = state.positions[link.id];
      if (log === undefined || position === undefined) continue;
      let reached = position;
      if (!failed.has(link.source) && !failed.has(link.target)) {
        const limit = now - calmLagSeconds(state.seed, link, now);
        const arrival = readWrites(log, position, limit, link.mostWritesPerSecond * seconds, now, seconds);
        arrivals.set(link.id, arrival);
        reached = arrival.position;
        state.positions[link.id] = reached;
      }
      passed.set(link.log, Math.min(passed.get(link.log) ?? Number.POSITIVE_INFINITY, reached));
    }
    for (const [id, position] of passed) {
      const log = state.logs[id];
      if (log !== undefined) trimLog(log, position);
    }
    return arrivals;
  }

  private passingOf(check: string): number {
    const opinions = this.state.opinions[check];
    if (opinions !== undefined) return passingShare(opinions);
    return this.state.routingControls[check] === false ? 0 : 1;
  }

  private closeMinute(failed: ReadonlySet<string>): void {
    const { state } = this;
    const minute = state.second / 60 - 1;
    if (state.minuteDisturbed) {
      state.disturbed[minute] = state.minute;
      state.courseUnknown = true;
    } else if (state.courseUnknown) {
      state.regimes.push(this.regimeNow(minute, failed));
      state.courseUnknown = false;
    }
    state.minute = emptyFacts();
    state.minuteDisturbed = false;
    this.alarms.evaluate(state, failed);
  }

  /** The course the world takes from `minute` on if it is settled. */
  regimeNow(minute: number, failed: ReadonlySet<string>): Regime {
    const users: Record<string, Shares[]> = {};
    for (const workload of defaultWorkloads) users[workload.id] = this.placesOf(workload.id);
    const passing: Record<string, number> = {};
    const checks = [...Object.keys(this.state.opinions), ...Object.keys(this.state.routingControls)];
    for (const check of checks) passing[check] = this.passingOf(check);
    return { fromMinute: minute, failed: [...failed].sort(), users, passing };
  }
}
