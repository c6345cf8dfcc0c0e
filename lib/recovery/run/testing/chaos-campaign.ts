import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { type Execution, endedStates } from '@/lib/domain/recovery/execution';
import type { Effect } from '@/lib/simulator/control/effect-log';
import { chaosFleet, protectedShop } from './chaos-fleet';
import { approver, type EngineProgram, operator, type RunWorld, startRunWorld } from './run-world';

/** What a campaign came to. */
export interface CampaignReport {
  readonly runs: number;
  readonly completed: number;
  /** Runs that stopped and asked a person after a kill in the middle of one of their effects. */
  readonly asked: number;
  readonly kills: number;
  /** Kills that hit the moment between the intent of an effect and its result. */
  readonly killsInEffects: number;
  readonly takeOvers: number;
  /** Sentences; empty where every promise was kept. */
  readonly broken: readonly string[];
  readonly seconds: number;
}

export interface CampaignOptions {
  readonly runs: number;
  readonly workloads: number;
  /** Fleet time over wall time. */
  readonly speed: number;
  readonly seed: number;
  readonly say?: (line: string) => void;
}

const regions = ['us-east-1', 'us-west-2'] as const;

/**
 * Moves workloads back and forth, all of them at once, while engines are killed at random moments: two share the store, and
 * the one that was killed is started anew as a supervisor would. Evidence is collected apart, so that gates never close
 * because nobody collects. After each round every effect in the log of the simulator
 * must be there once, or its run must have stopped and asked; and none may have asked unless a kill hit one of its effects.
 */
export async function runCampaign(options: CampaignOptions): Promise<CampaignReport> {
  const { runs: wanted, workloads, speed, seed, say = () => undefined } = options;
  const begunAt = performance.now();
  const world = await startRunWorld({ speed, seed, fleet: chaosFleet(workloads), collector: 'apart' });
  const random = mulberry(seed);
  const campaign = new Campaign(world, random, say);
  try {
    await campaign.ready(workloads);
    for (let done = 0, round = 0; done < wanted; round += 1) {
      const count = Math.min(workloads, wanted - done);
      await campaign.round(count, regions[round % 2] ?? 'us-east-1', regions[(round + 1) % 2] ?? 'us-west-2');
      done += count;
    }
    return { ...campaign.report(), seconds: Math.round((performance.now() - begunAt) / 1000) };
  } finally {
    await world.stop();
  }
}

class Campaign {
  readonly #world: RunWorld;
  readonly #random: () => number;
  readonly #say: (line: string) => void;
  readonly #engines: EngineProgram[] = [];
  readonly #hit = new Set<string>();
  readonly #finished: Execution[] = [];
  readonly #broken: string[] = [];
  #kills = 0;
  #killsInEffects = 0;
  #asked = 0;

  constructor(world: RunWorld, random: () => number, say: (line: string) => void) {
    this.#world = world;
    this.#random = random;
    this.#say = say;
  }

  async ready(workloads: number): Promise<void> {
    this.#engines.push(...(await Promise.all(['engine-1', 'engine-2'].map((id) => this.#world.startEngine(id)))));
    await this.#world.until('every plan is published', async () => {
      return (await this.#world.entities('plan')).length >= workloads;
    });
    await this.#world.ask();
  }

  async round(count: number, source: string, target: string): Promise<void> {
    await this.#world.ask();
    const ids = await Promise.all(
      Array.from({ length: count }, (_, index) => this.#begin(`shop-${index + 1}`, source, target)),
    );
    this.#say(`${count} runs from ${source} to ${target}`);
    const killing = this.#killMeanwhile(ids);
    const ended = await Promise.all(ids.map((id) => this.#seeThrough(id)));
    await killing;
    const effects = await this.#world.effects();
    for (const run of ended) this.#judge(run, effects);
    this.#finished.push(...ended);
  }

  report(): Omit<CampaignReport, 'seconds'> {
    const completed = this.#finished.filter(({ state }) => state.startsWith('completed')).length;
    const drivers = this.#finished.map(
      ({ timeline }) => timeline.filter(({ sentence }) => sentence === claimed).length,
    );
    return {
      runs: this.#finished.length,
      completed,
      asked: this.#asked,
      kills: this.#kills,
      killsInEffects: this.#killsInEffects,
      takeOvers: drivers.reduce((sum, times) => sum + times - 1, 0),
      broken: this.#broken,
    };
  }

  /**
   * A person tries until the gates let it begin; the window after an earlier run is cleared by another one. The way back is
   * the way home, which is gone without waiting for half an hour.
   */
  async #begin(workloadId: string, source: string, target: string): Promise<string> {
    const { readDecision } = await import('@/lib/queries/read-plans');
    // Where nobody else is asked, only an approver may go on in spite of a gate.
    const who = workloadId === protectedShop ? operator : approver;
    let why = 'No plan leads there.';
    return this.#world
      .until(
        `${workloadId} may be moved to ${target}`,
        async () => {
          const decision = await readDecision(operator, workloadId, source);
          if (decision === 'not-found') return undefined;
          const ranked = decision.targets.find((one) => one.target === target && one.mode === 'graceful');
          if (ranked === undefined) return undefined;
          if (decision.blockers.some(({ code }) => code === 'anti-flap')) await this.#clear(workloadId);
          const answer = await this.#world.command('start-execution', 'startExecution', who, {
            workloadId,
            planId: ranked.planId,
            planVersion: ranked.planVersion,
            mode: 'graceful',
            source,
            target,
            reason: 'chaos',
            typedRegion: target,
            overrides: ranked.blockers
              .filter(({ code }) => code === 'region-not-stable')
              .map(({ code }) => ({ code, reason: 'chaos' })),
          });
          if (!answer.ok) why = answer.message;
          return answer.ok ? answer.executionId : undefined;
        },
        90,
      )
      .catch((error: unknown) => Promise.reject(new Error(`${String(error)} ${why}`)));
  }

  async #clear(workloadId: string): Promise<void> {
    for (const { id } of this.#finished.filter((run) => run.workloadId === workloadId)) {
      await this.#world.command('clear-anti-flap', 'clearAntiFlap', approver, { executionId: id, reason: 'chaos' });
    }
  }

  /** Kills one engine or the other while steps run, four times at the most; each is started anew at once. */
  async #killMeanwhile(ids: readonly string[]): Promise<void> {
    for (let kill = 0; kill < 4; kill += 1) {
      await sleep(500 + this.#random() * 3500);
      if (!(await this.#areStepsLeft(ids))) return;
      const index = this.#random() < 0.5 ? 0 : 1;
      const engine = this.#engines[index];
      if (engine === undefined) continue;
      await engine.kill();
      this.#kills += 1;
      await this.#noteHits(engine.id, ids);
      this.#engines[index] = await this.#world.startEngine(engine.id);
    }
  }

  async #areStepsLeft(ids: readonly string[]): Promise<boolean> {
    const runs = await Promise.all(ids.map((id) => this.#world.run(id)));
    return runs.some(({ state }) => state !== 'verifying-health' && !endedStates.includes(state));
  }

  /** Which runs lost their driver between the intent of an effect and its result. */
  async #noteHits(engineId: string, ids: readonly string[]): Promise<void> {
    const { rows } = await this.#world.store.pool.query<{ execution_id: string; step_id: string }>(
      `select a.execution_id, a.step_id from antipode.step_attempt a join antipode.execution e on e.id = a.execution_id
       where a.state in ('intended', 'unknown') and e.is_live and a.driver = $1 and a.execution_id = any($2)`,
      [engineId, [...ids]],
    );
    const changing = /^(scale|fence|switch-|promote-|prove|controls)/;
    const hits = rows.filter(({ step_id }) => changing.test(step_id));
    for (const { execution_id } of hits) this.#hit.add(execution_id);
    if (hits.length > 0) this.#killsInEffects += 1;
  }

  /** Approves where a second person is asked; says again what stopped to ask, as a person who has looked would. */
  async #seeThrough(id: string): Promise<Execution> {
    let hasAsked = false;
    return this.#world
      .until(
        `the run ${id} ends`,
        async () => {
          const run = await this.#world.run(id);
          if (endedStates.includes(run.state)) return run;
          if (run.steps.some(({ waitsFor }) => waitsFor === 'approve')) {
            const { planVersion, approval } = run;
            const agreed = { executionId: id, planVersion, boundTo: approval.boundTo };
            await this.#world.command('approve-execution', 'approveExecution', approver, agreed);
          }
          if (run.state !== 'paused-by-failed-step') return undefined;
          const stuck = run.steps.find(({ state }) => state === 'failed' || state === 'in-doubt');
          if (!hasAsked) {
            hasAsked = true;
            this.#asked += 1;
            this.#say(`${run.workloadId} asks: ${stuck?.stepId} is ${stuck?.state}: ${stuck?.sentence}`);
            if (!this.#hit.has(id))
              this.#broken.push(`${run.workloadId} asked, and no kill hit one of its effects: ${stuck?.sentence}`);
          }
          const again = { executionId: id, stepId: stuck?.stepId ?? '', reason: 'I have looked' };
          await this.#world.command('retry-step', 'retryStep', operator, again);
          return undefined;
        },
        150,
      )
      .catch(async (error: unknown) => {
        const run = await this.#world.run(id);
        this.#broken.push(`${String(error)} It is ${run.state}: ${run.timeline.at(-1)?.sentence}`);
        return run;
      });
  }

  /** Of everything that was done in the time of a run to what is its own, nothing may have been done twice. */
  #judge(run: Execution, effects: readonly Effect[]): void {
    const until = run.endedAt === 'not-yet' ? Number.POSITIVE_INFINITY : run.endedAt;
    const own = effects.filter(
      ({ at, outcome, parameters }) =>
        outcome === 'ok' && at >= run.createdAt - 1000 && at <= until && isAbout(run.workloadId, parameters),
    );
    for (const [index, effect] of own.entries()) {
      const twin = own.slice(0, index).find((other) => isSame(other, effect));
      if (twin !== undefined) this.#broken.push(`${run.workloadId}: ${effect.operation} was done twice`);
    }
    if (!run.state.startsWith('completed')) return;
    const wanted = ['SwitchoverGlobalCluster', 'UpdateRoutingControlStates', 'POST /transactions'];
    for (const operation of wanted) {
      const times = own.filter((effect) => effect.operation === operation).length;
      if (times !== 1) this.#broken.push(`${run.workloadId}: ${operation} was done ${times} times`);
    }
  }
}

const claimed = 'Driven from here on';

/** Names of one workload are no prefixes of another's. */
function isAbout(workloadId: string, parameters: unknown): boolean {
  return new RegExp(`${workloadId}(?!\\d)`).test(JSON.stringify(parameters));
}

function isSame(a: Effect, b: Effect): boolean {
  return a.operation === b.operation && isDeepStrictEqual(a.parameters, b.parameters);
}

/** A small seeded generator, so that a campaign can be told apart from another one by its seed. */
function mulberry(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
