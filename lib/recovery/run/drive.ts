import { setTimeout as sleep } from 'node:timers/promises';
import type { PlanStep } from '@/lib/domain/recovery/plan';
import { readEntities } from '@/lib/persistence/entities';
import { claimExecution } from '@/lib/persistence/executions';
import { claimCommand, endCommand, type RecoveryCommand, readOpenCommands } from '@/lib/persistence/recovery-commands';
import { readAttempts } from '@/lib/persistence/step-attempts';
import type { PersonEvent } from '../rules/execution/events';
import { findProgress, hasEnded, plannedSteps, startableSteps } from '../rules/execution/reading';
import { instancesOf } from '../rules/instance-count';
import { auditOfEnd, auditOfRefusedCommand } from './audit-of-run';
import { OwnershipLost } from './ownership-lost';
import { readProgress } from './read-progress';
import type { RunPorts } from './run-ports';
import { RunRecord } from './run-record';
import { StepWork } from './step-work';

/** Wall milliseconds between two looks at what people ask and at what is due. */
const roundMs = 400;
/** Wall milliseconds after which a turn ends, once nothing is under way. */
const turnMs = 20_000;
/** Fleet milliseconds between two readings of the clock and the facts; longer while nothing moves. */
const readingMs = 1500;
const idleReadingMs = 10_000;
/** Wall milliseconds between two signs of life. */
const signMs = 1000;
const openAgainMs = 3000;

/**
 * Drives one run as long as this engine owns it. Everything it knows is in the store: a driver that begins finds there
 * what was done, what was about to be done, and what people asked meanwhile, and goes on.
 */
export class Drive {
  readonly #ports: RunPorts;
  readonly #executionId: string;
  readonly #cancel = new AbortController();
  readonly #works = new Map<string, StepWork>();
  readonly #underWay = new Map<string, Promise<void>>();
  #record: RunRecord | 'not-open' = 'not-open';
  #fault: unknown;
  #readAt = Number.NEGATIVE_INFINITY;
  #signedAt = Number.NEGATIVE_INFINITY;

  constructor(ports: RunPorts, executionId: string) {
    this.#ports = ports;
    this.#executionId = executionId;
    ports.stopping.addEventListener('abort', () => this.#cancel.abort(), { once: true });
  }

  /**
   * Drives for a while; `ended` when nothing is left to do. A turn never ends with anything under way, and never at all
   * once the engine stops: the next one carries on.
   *
   * @throws OwnershipLost when another engine has taken the run over
   */
  async turn(): Promise<'again' | 'ended'> {
    try {
      const record = await this.#open();
      if (record === 'ended') return 'ended';
      for (const until = performance.now() + turnMs; ; await this.#rest()) {
        await this.#round(record);
        if (this.#underWay.size > 0) continue;
        if (hasEnded(record.run)) return 'ended';
        if (performance.now() > until) return 'again';
      }
    } catch (error) {
      return this.#afterFailure(error);
    }
  }

  /**
   * Whatever failed here is in the console itself: the run is opened anew from what is written down, after a moment. Who
   * has lost the run, or stops, ends the turn never: the one who drives now ends it.
   */
  async #afterFailure(error: unknown): Promise<'again'> {
    const never = () => new Promise<never>(() => undefined);
    const { log, stopping } = this.#ports;
    const about = { err: error, execution: this.#executionId };
    if (error instanceof OwnershipLost) {
      log.warn(about, 'Another engine drives the run by now.');
      this.#cancel.abort();
      return never();
    }
    if (stopping.aborted) return never();
    log.error(about, 'The run could not be driven on; it is opened anew.');
    await Promise.allSettled(this.#underWay.values());
    this.#works.clear();
    this.#fault = undefined;
    this.#record = 'not-open';
    await sleep(openAgainMs, undefined, { signal: stopping }).catch(never);
    return 'again';
  }

  async #open(): Promise<RunRecord | 'ended'> {
    if (this.#record !== 'not-open') return this.#record;
    const { store, engineId, log } = this.#ports;
    const stored = await this.#patiently(() => claimExecution(store, this.#executionId, engineId));
    if (stored === 'ended') return 'ended';
    const ownership = { executionId: stored.id, driver: engineId, epoch: stored.epoch };
    const record = new RunRecord(this.#ports, stored, ownership);
    await this.#takeOnSteps(record, plannedSteps(record.run));
    if (record.notes.hadInstances === null) await this.#countInstances(record);
    await record.tell([{ kind: 'claimed', driver: engineId }]);
    log.info({ execution: stored.id, epoch: stored.epoch, state: record.run.state }, 'This engine drives the run.');
    this.#letIn(record);
    this.#record = record;
    return record;
  }

  /** Once, when the run begins: its own steps change these figures. */
  async #countInstances(record: RunRecord): Promise<void> {
    const { workloadId } = record.run;
    const { entities } = await this.#patiently(() => readEntities(this.#ports.store, { workloadId }));
    const hadInstances = instancesOf(
      entities.map(({ entity }) => entity),
      workloadId,
    );
    await record.tell([], undefined, { hadInstances });
  }

  /** The role for recovery takes a moment to be given: it is asked for before the first step needs it. */
  #letIn({ run }: RunRecord): void {
    const accounts = new Set(plannedSteps(run).flatMap(({ spec }) => ('accountId' in spec ? [spec.accountId] : [])));
    for (const account of accounts) {
      this.#ports.edge.roles.enter(account, 'recover').catch((error: unknown) => {
        this.#ports.log.warn(
          { err: error, account },
          'The role for recovery is not given yet; steps ask for it again.',
        );
      });
    }
  }

  async #round(record: RunRecord): Promise<void> {
    if (this.#fault !== undefined) throw this.#fault;
    await this.#patiently(() => this.#hearPeople(record));
    await record.tell([{ kind: 'tick' }]);
    await this.#patiently(() => this.#read(record));
    this.#beginWhatIsDue(record);
    if (performance.now() - this.#signedAt < signMs) return;
    this.#signedAt = performance.now();
    // A sign of life, and the first to notice when the run is somebody else's.
    const mayGoOn = await this.#patiently(() => record.mayAct());
    if (mayGoOn.startsWith('another')) throw new OwnershipLost(this.#executionId);
  }

  async #hearPeople(record: RunRecord): Promise<void> {
    const { store, engineId } = this.#ports;
    for (const command of await readOpenCommands(store, this.#executionId)) {
      if (command.verb === 'start-execution') {
        await record.tell([], async (tx) => {
          await claimCommand(tx, command.id, engineId);
          await endCommand(tx, command.id, { state: 'done', reason: '', at: this.#ports.clock.now() });
        });
      } else await this.#hear(record, command);
    }
    await this.#planAnew(record);
  }

  async #hear(record: RunRecord, command: RecoveryCommand): Promise<void> {
    const { engineId } = this.#ports;
    await record.hear(
      command.event as unknown as PersonEvent,
      (because, at) => async (tx) => {
        if (!(await claimCommand(tx, command.id, engineId))) throw new Error('A command was carried out twice.');
        const isDone = because === 'none';
        await endCommand(tx, command.id, { state: isDone ? 'done' : 'refused', reason: isDone ? '' : because, at });
      },
      (because, before, after, at) => [
        ...(because === 'none' ? [] : [auditOfRefusedCommand(command, because, at)]),
        ...auditOfEnd(engineId, before, after, at),
      ],
    );
  }

  /** A run whose mode was changed has other steps; of some of them an attempt may be on record. */
  async #planAnew(record: RunRecord): Promise<void> {
    const missing = plannedSteps(record.run).filter(({ id }) => !this.#works.has(id));
    if (missing.length > 0) await this.#takeOnSteps(record, missing);
  }

  async #takeOnSteps(record: RunRecord, steps: readonly PlanStep[]): Promise<void> {
    const attempts = await this.#patiently(() => readAttempts(this.#ports.store, this.#executionId));
    for (const planned of steps) {
      const newest = attempts.filter(({ stepId }) => stepId === planned.id).at(-1) ?? 'none';
      this.#works.set(planned.id, new StepWork(this.#ports, record, planned, newest, this.#cancel.signal));
    }
  }

  async #read(record: RunRecord): Promise<void> {
    const { store, clock } = this.#ports;
    const { run } = record;
    const now = clock.now();
    const isMoving = run.state === 'running' || run.state === 'verifying-health' || this.#underWay.size > 0;
    if (hasEnded(run) || now - this.#readAt < (isMoving ? readingMs : idleReadingMs)) return;
    const { entities } = await readEntities(store, { workloadId: run.workloadId });
    const progress = readProgress(
      run,
      entities.map(({ entity }) => entity),
      record.notes.serviceSamples,
      now,
    );
    this.#readAt = now;
    const { clock: read, facts, samples } = progress;
    await record.tell(
      [
        { kind: 'clock-read', clock: read },
        { kind: 'facts-read', facts },
      ],
      undefined,
      { serviceSamples: samples },
    );
  }

  #beginWhatIsDue(record: RunRecord): void {
    const { run } = record;
    for (const id of startableSteps(run)) this.#work(id, (work) => work.begin());
    if (hasEnded(run)) return;
    const now = this.#ports.clock.now();
    for (const { id } of plannedSteps(run)) {
      if (findProgress(run, id)?.state !== 'running') continue;
      const work = this.#works.get(id);
      if (work !== undefined && (work.dueAt === 'now' || work.dueAt <= now)) this.#work(id, () => work.goOn());
    }
  }

  #work(stepId: string, doing: (work: StepWork) => Promise<void>): void {
    const work = this.#works.get(stepId);
    if (work === undefined || this.#underWay.has(stepId) || this.#cancel.signal.aborted) return;
    const done = doing(work)
      .catch((error: unknown) => {
        this.#fault ??= error;
      })
      .finally(() => this.#underWay.delete(stepId));
    this.#underWay.set(stepId, done);
  }

  /** Until the next round, or until something that was under way has ended. */
  async #rest(): Promise<void> {
    const pause = new AbortController();
    const wakes = [...this.#underWay.values()].map((done) => done.then(() => pause.abort()));
    await Promise.race([sleep(roundMs, undefined, { signal: pause.signal }).catch(() => 'woken'), ...wakes]);
    pause.abort();
  }

  /** Does again what only the store keeps from being done, for as long as it takes. */
  async #patiently<T>(work: () => Promise<T>): Promise<T> {
    for (let said = false; ; said = true) {
      try {
        return await work();
      } catch (error) {
        if (error instanceof OwnershipLost || this.#ports.stopping.aborted) throw error;
        const fields = { err: error, execution: this.#executionId };
        if (!said) this.#ports.log.warn(fields, 'The store does not answer; the run waits for it.');
      }
      await sleep(1000, undefined, { signal: this.#ports.stopping });
    }
  }
}
