import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Execution } from '@/lib/domain/recovery/execution';
import type { EpochMs } from '@/lib/domain/time';
import type { AuditEntry } from '@/lib/persistence';
import { appendAudit } from '@/lib/persistence/audit';
import { databaseErrorCode } from '@/lib/persistence/database-error';
import {
  type DriverNotes,
  isStillDriver,
  type Ownership,
  type StoredExecution,
  saveExecution,
} from '@/lib/persistence/executions';
import { inTransaction, type StoreTransaction } from '@/lib/persistence/transaction';
import { advance } from '../rules/execution/advance';
import type { DriverEvent, ExecutionEvent } from '../rules/execution/events';
import { auditOfEvents } from './audit-of-run';
import { OwnershipLost } from './ownership-lost';
import type { RunPorts } from './run-ports';

/** What is written together with a change of the run. */
export type Alongside = (tx: StoreTransaction) => Promise<unknown>;

const firstRetryMs = 200;
const longestRetryMs = 3000;

/**
 * A run as its driver has it, and the only way in which that one changes it: event by event through the state machine,
 * each change written with its audit entries in one transaction before the next one begins. A store that is away for a
 * while loses nothing: what is to be written waits for it. Who has lost the run writes nothing any more.
 */
export class RunRecord {
  readonly ownership: Ownership;
  readonly #ports: Pick<RunPorts, 'store' | 'clock' | 'log' | 'engineId' | 'stopping'>;
  #run: Execution;
  #revision: number;
  #notes: DriverNotes;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(ports: RunRecord['ports'], stored: StoredExecution, ownership: Ownership) {
    this.#ports = ports;
    this.ownership = ownership;
    this.#run = stored.document;
    this.#revision = stored.revision;
    this.#notes = { hadInstances: stored.hadInstances, serviceSamples: stored.serviceSamples };
  }

  get ports(): Pick<RunPorts, 'store' | 'clock' | 'log' | 'engineId' | 'stopping'> {
    return this.#ports;
  }

  get run(): Execution {
    return this.#run;
  }

  get notes(): DriverNotes {
    return this.#notes;
  }

  /**
   * Tells the state machine what the driver did or saw, and writes what comes of it. An event that does not fit is left
   * out and logged, e.g. the end of a step whose run was cancelled meanwhile; what goes alongside is written all the same.
   *
   * @throws OwnershipLost
   */
  tell(events: readonly DriverEvent[], alongside?: Alongside, notes?: Partial<DriverNotes>): Promise<void> {
    return this.#inTurn(async () => {
      const now = this.#ports.clock.now();
      const told: DriverEvent[] = [];
      let next = this.#run;
      for (const event of events) {
        const advanced = advance(next, event, now);
        if (advanced.state === 'refused') {
          this.#ports.log.warn({ execution: next.id, event: event.kind }, advanced.because);
          continue;
        }
        next = advanced.execution;
        told.push(event);
      }
      if (alongside === undefined && notes === undefined && isDeepStrictEqual(next, this.#run)) return;
      const audit = auditOfEvents(this.#ports.engineId, this.#run, next, told, now);
      await this.#write(next, audit, alongside, notes);
    });
  }

  /**
   * Tells the state machine one thing that the driver is about to do. Where it is refused nothing is written and nothing
   * may be done.
   *
   * @throws OwnershipLost
   */
  propose(event: DriverEvent, alongside: Alongside): Promise<'told' | 'refused'> {
    return this.#inTurn(async () => {
      const now = this.#ports.clock.now();
      const advanced = advance(this.#run, event, now);
      if (advanced.state === 'refused') {
        this.#ports.log.warn({ execution: this.#run.id, event: event.kind }, advanced.because);
        return 'refused';
      }
      const audit = auditOfEvents(this.#ports.engineId, this.#run, advanced.execution, [event], now);
      await this.#write(advanced.execution, audit, alongside);
      return 'told';
    });
  }

  /** Tells the state machine what a person did; says why where it is refused. What goes alongside depends on that. */
  hear(
    event: ExecutionEvent,
    alongside: (because: string | 'none', at: EpochMs) => Alongside,
    auditOf: (because: string | 'none', before: Execution, after: Execution, at: EpochMs) => readonly AuditEntry[],
  ): Promise<void> {
    return this.#inTurn(async () => {
      const now = this.#ports.clock.now();
      const advanced = advance(this.#run, event, now);
      const because = advanced.state === 'refused' ? advanced.because : 'none';
      const next = advanced.state === 'refused' ? this.#run : advanced.execution;
      await this.#write(next, auditOf(because, this.#run, next, now), alongside(because, now));
    });
  }

  /**
   * Whether this driver may act: asked of the store right before every effect. Without an answer, or with one that took
   * long, nobody may: what was true when it was asked need not be true any more. A slow answer is asked for again a few
   * times, since a run that stops for a busy store asks a person about nothing.
   */
  async mayAct(): Promise<'yes' | string> {
    for (let asked = 1; ; asked += 1) {
      const askedAt = performance.now();
      const isOurs = await isStillDriver(this.#ports.store, this.ownership);
      if (!isOurs) return 'another engine drives this run by now';
      if (performance.now() - askedAt <= trustedMs) return 'yes';
      if (asked === mostAsked) return 'the store took too long to say whether this engine still drives the run';
    }
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => 'the next one has its own turn');
    return turn;
  }

  async #write(
    next: Execution,
    audit: readonly AuditEntry[],
    alongside: Alongside | undefined,
    notes: Partial<DriverNotes> = {},
  ): Promise<void> {
    for (let waitMs = firstRetryMs; ; waitMs = Math.min(longestRetryMs, waitMs * 2)) {
      try {
        await this.#writeOnce(next, audit, alongside, notes);
        break;
      } catch (error) {
        if (error instanceof OwnershipLost || this.#ports.stopping.aborted || !isPassing(error)) throw error;
        this.#ports.log.warn({ err: error, execution: next.id }, 'The run could not be written down yet.');
        await sleep(waitMs, undefined, { signal: this.#ports.stopping });
      }
    }
    this.#revision += 1;
    this.#run = next;
    this.#notes = { ...this.#notes, ...notes };
  }

  async #writeOnce(
    next: Execution,
    audit: readonly AuditEntry[],
    alongside: Alongside | undefined,
    notes: Partial<DriverNotes>,
  ): Promise<void> {
    const { store } = this.#ports;
    try {
      await inTransaction(store, async (tx) => {
        await appendAudit(tx, ...audit);
        const saved = await saveExecution(tx, this.ownership, this.#revision + 1, next, notes);
        if (saved === 'lost') throw new OwnershipLost(next.id);
        if (saved === 'known') throw new WrittenBefore();
        // Last: what was written before, and only its answer lost, must not be refused for having been done already.
        await alongside?.(tx);
      });
    } catch (error) {
      if (!(error instanceof WrittenBefore)) throw error;
    }
  }
}

/** Wall milliseconds for which an answer about who drives is believed. */
const trustedMs = 2000;
const mostAsked = 5;

/** The store had taken it, and only its answer was lost. */
class WrittenBefore extends Error {
  override readonly name = 'WrittenBefore';
}

/** Whether a failure is the store's own trouble; what it objects to in what is written does not pass by itself. */
function isPassing(error: unknown): boolean {
  const code = databaseErrorCode(error);
  return code === undefined || !/^(22|23|42)/.test(code);
}
