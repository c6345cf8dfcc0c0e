import { setTimeout as sleep } from 'node:timers/promises';
import { changesSomething } from '@/lib/domain/recovery/changed-something';
import type { CallRecord } from '@/lib/domain/recovery/execution';
import type { PlanStep } from '@/lib/domain/recovery/plan';
import { readEntities } from '@/lib/persistence/entities';
import { endFlip, findHeldFlip, holdFlip } from '@/lib/persistence/held-flips';
import { intendAttempt, recordAttempt, type StepAttempt } from '@/lib/persistence/step-attempts';
import { mostAttemptsByItself } from '../rules/execution/apply-driver-event';
import { findProgress } from '../rules/execution/reading';
import { unheardTouches } from '../rules/unheard-touches';
import { unreadTouches } from '../rules/unread-touches';
import { checkStep, dryRunStep, performStep, readBackStep } from '../steps/run-step';
import {
  type ReadBack,
  type StepContext,
  type StepMemory,
  type StepOutcome,
  type StepPorts,
  usualLimits,
} from '../steps/step-kind';
import { askGates } from './ask-gates';
import type { RunPorts } from './run-ports';
import type { RunRecord } from './run-record';
import { type AttemptSeen, type Told, toldBy, toldByDryRun, toldByReadBack } from './told-events';

/**
 * What is done with one step: the intent is written down before its effect and what came of it after, each together with
 * the run. So whoever finds an intent without a result knows that it must be read back before anything else.
 */
export class StepWork {
  readonly #ports: RunPorts;
  readonly #record: RunRecord;
  readonly #planned: PlanStep;
  readonly #signal: AbortSignal;
  #attempt: StepAttempt | 'none';

  constructor(
    ports: RunPorts,
    record: RunRecord,
    planned: PlanStep,
    newest: StepAttempt | 'none',
    signal: AbortSignal,
  ) {
    this.#ports = ports;
    this.#record = record;
    this.#planned = planned;
    this.#attempt = newest;
    this.#signal = signal;
  }

  /** When it is to be looked at again; `now` for what somebody else left behind. */
  get dueAt(): number | 'now' {
    return this.#attempt !== 'none' && this.#attempt.state === 'begun' && this.#attempt.lookAtMs !== null
      ? this.#attempt.lookAtMs
      : 'now';
  }

  /** Begins it: writes the intent down, then makes the effect happen, unless an earlier attempt did after all. */
  async begin(): Promise<void> {
    const { id } = this.#planned;
    const earlier = this.#attempt;
    const { run, ownership } = this.#record;
    const attempt = (findProgress(run, id)?.attempt ?? Number.NaN) + 1;
    const begunMs = this.#ports.clock.now();
    const { executionId, driver, epoch } = ownership;
    const key = { executionId, stepId: id, attempt };
    const proposed = await this.#record.propose({ kind: 'step-started', stepId: id }, (tx) =>
      intendAttempt(tx, { ...key, driver, epoch, begunMs }),
    );
    if (proposed === 'refused') return;
    this.#attempt = { ...key, driver, epoch, begunMs, ...unseen };
    if (run.dryRun) return this.#dryRun();
    if (earlier !== 'none' && this.#mayHaveHappened(earlier) && changesSomething(this.#planned)) {
      const seen = await this.#readBack(earlier);
      // What an earlier attempt did is not done again; what it did not do is done now.
      if (seen.verdict === 'happened' || seen.verdict === 'under-way')
        return this.#keepReadBack(seen, earlier.remembered);
    }
    await this.#perform();
  }

  /** Goes on with what is under way: looks at it, or finds out what became of an attempt that nobody heard of again. */
  async goOn(): Promise<void> {
    const attempt = this.#attempt;
    if (attempt === 'none') return this.#giveUp('The run says that it is under way, and no attempt of it is on record');
    if (this.#record.run.dryRun) return this.#dryRun();
    if (attempt.state === 'begun') return this.#look();
    // Looking and asking have no effect that could be repeated.
    if (!changesSomething(this.#planned)) return this.#perform();
    return this.#keepReadBack(await this.#readBack(attempt));
  }

  async #perform(): Promise<void> {
    const mayAct = await this.#record.mayAct().catch(() => 'the store does not say whether this engine drives the run');
    if (mayAct !== 'yes') return this.#refuse(mayAct);
    const performed = await performStep(this.#planned.spec, this.#stepPorts(), this.#context());
    const outcome = { ...performed, calls: this.#withUnread(performed.calls) };
    await this.#keep(toldBy(this.#planned.id, outcome, this.#ports.clock.now()));
    if (outcome.state === 'unknown') await this.#findOut(outcome);
  }

  /** What was heard last of an effect is that nobody knows: that is read back at once, and tried again a few times. */
  async #findOut(outcome: Extract<StepOutcome, { state: 'unknown' }>): Promise<void> {
    if (this.#attempt === 'none') return;
    const seen = await this.#readBack({ ...this.#attempt, remembered: outcome.remember });
    const isEnough = seen.verdict === 'did-not-happen' && this.#attempt.attempt >= mostAttemptsByItself;
    if (!isEnough) return this.#keepReadBack(seen);
    const sentence = `${outcome.sentence} It did not happen in ${this.#attempt.attempt} attempts: ${seen.sentence}`;
    const failed = { state: 'failed', sentence, next: outcome.next, calls: seen.calls } as const;
    await this.#keep(toldBy(this.#planned.id, failed, this.#ports.clock.now()));
  }

  async #look(): Promise<void> {
    const checked = await checkStep(this.#planned.spec, this.#stepPorts(), this.#context());
    const seen = { ...checked, calls: this.#withUnread(checked.calls) };
    await this.#keep(toldBy(this.#planned.id, seen, this.#ports.clock.now()));
  }

  async #dryRun(): Promise<void> {
    const seen = await dryRunStep(this.#planned.spec, this.#stepPorts(), this.#context());
    await this.#keep(toldByDryRun(this.#planned.id, seen, this.#ports.clock.now()));
  }

  #readBack(attempt: StepAttempt): Promise<ReadBack> {
    return readBackStep(this.#planned.spec, this.#stepPorts(), this.#context(attempt));
  }

  /** @param remembered what an earlier attempt left to the looks that follow, where it is that one's effect */
  #keepReadBack(seen: ReadBack, remembered?: StepMemory): Promise<void> {
    const told = toldByReadBack(this.#planned.id, this.#withUnheard(seen), this.#ports.clock.now());
    const attempt = remembered === undefined ? told.attempt : { ...told.attempt, remembered };
    return this.#keep({ ...told, attempt });
  }

  /**
   * Whether an attempt may have had its effect in spite of how it ended; what was refused has not, and what asked before it
   * deletes anything has not either.
   */
  #mayHaveHappened({ state }: StepAttempt): boolean {
    return state !== 'refused' && !(state === 'waits' && this.#planned.spec.kind === 'clean-up');
  }

  /** What is changed and never read again is named with the call that changed it, once. */
  #withUnread(calls: readonly CallRecord[] = []): readonly CallRecord[] {
    const { spec, facts } = this.#planned;
    const touched = unreadTouches(spec);
    const changing = new Set(facts.calls.filter((call) => call.changesSomething).map(({ action }) => action));
    const first = calls.findIndex(({ action }) => changing.has(action));
    if (touched.length === 0) return calls;
    return calls.map((call, index) => (index === first && call.touched === undefined ? { ...call, touched } : call));
  }

  /**
   * What may have happened without anybody writing down what it changed is written down now, as far as it is known. A fence
   * that is not proven reads back as not done, and may have been put up in part.
   */
  #withUnheard(seen: ReadBack): ReadBack {
    const { id, spec } = this.#planned;
    const mayBeThere = seen.verdict !== 'did-not-happen' || spec.kind === 'fence-writer';
    const isHeard = findProgress(this.#record.run, id)?.calls.some(({ touched }) => touched !== undefined) === true;
    const newest = seen.calls.at(-1);
    if (!mayBeThere || isHeard || newest === undefined) return seen;
    return { ...seen, calls: [...seen.calls.slice(0, -1), { ...newest, touched: unheardTouches(spec) }] };
  }

  #refuse(because: string): Promise<void> {
    const next = 'Nothing was changed.';
    const refused = { state: 'refused', sentence: `It was not done: ${because}.`, next, calls: [] } as const;
    return this.#keep(toldBy(this.#planned.id, refused, this.#ports.clock.now()));
  }

  #giveUp(because: string): Promise<void> {
    return this.#record.tell([{ kind: 'step-failed', stepId: this.#planned.id, sentence: because }]);
  }

  /** Writes down what was seen, the attempt and the run together. */
  async #keep({ events, attempt: seen }: Told): Promise<void> {
    const attempt = this.#attempt;
    if (attempt === 'none') return;
    const kept: AttemptSeen = { ...seen, calls: [...attempt.calls, ...seen.calls] };
    await this.#record.tell(events, (tx) => recordAttempt(tx, attempt, kept));
    this.#attempt = { ...attempt, ...kept };
  }

  #context(attempt = this.#attempt): StepContext {
    const { id, workloadId, source, target, mode } = this.#record.run;
    const seen = attempt === 'none' ? { attempt: 1, begunMs: 'not-yet' as const, remembered: {} } : attempt;
    return {
      executionId: id,
      stepId: this.#planned.id,
      attempt: seen.attempt,
      workloadId,
      source,
      target,
      mode,
      begunAt: seen.begunMs,
      remembered: seen.remembered,
      isAgreed: findProgress(this.#record.run, this.#planned.id)?.agreedBy !== undefined,
      hadInstances: this.#record.notes.hadInstances ?? {},
    };
  }

  /** A driver that lost the run writes down nothing that others act on. @throws Error */
  async #withLeave<T>(store: T): Promise<T> {
    const mayAct = await this.#record.mayAct();
    if (mayAct !== 'yes') throw new Error(`It was not written down: ${mayAct}.`);
    return store;
  }

  #stepPorts(): StepPorts {
    const { store, edge, prober, clock, log, limits = usualLimits } = this.#ports;
    const { executionId } = this.#record.ownership;
    const pause = async (fleetMs: number, signal: AbortSignal) => {
      await sleep(clock.toWallMs(fleetMs), undefined, { signal });
    };
    return {
      edge: { ...edge, mayAct: () => this.#record.mayAct() },
      prober,
      flips: {
        find: (id) => findHeldFlip(store, id),
        hold: async (held) => holdFlip(await this.#withLeave(store), held),
        end: async (id) => endFlip(await this.#withLeave(store), id),
      },
      clock: { now: () => clock.now(), pause: (seconds, signal) => pause(seconds * 1000, signal) },
      limits,
      entities: async () => (await readEntities(store)).entities.map(({ entity }) => entity),
      gates: () => askGates(this.#ports, this.#record.run, (fleetMs) => pause(fleetMs, this.#signal)),
      signal: this.#signal,
      onFault: (error, during) => log.error({ err: error, execution: executionId, during }, 'A step failed in itself.'),
    };
  }
}

const unseen = {
  state: 'intended',
  endedMs: null,
  lookAtMs: null,
  remembered: {},
  calls: [],
  sentence: '',
} as const satisfies Partial<StepAttempt>;
