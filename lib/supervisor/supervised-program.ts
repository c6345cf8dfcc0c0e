import { type ChildProcess, spawn } from 'node:child_process';
import type { ProgramName } from './child-environment';
import { parseJson } from './owner-state';
import { restartDelaySeconds, steadySeconds } from './restart-delay';
import type { RotatingLog } from './rotating-log';

export interface ProgramSpec {
  readonly name: ProgramName;
  /** Arguments of Node.js; asked at each start. */
  readonly arguments: () => readonly string[];
  /** The program's whole environment; asked at each start. */
  readonly environment: () => Record<string, string>;
  readonly folder: string;
  readonly log: RotatingLog;
  /** How readiness shows: by the program's ready line, or by a check that settles when it serves. */
  readonly readiness: 'line' | ((signal: AbortSignal) => Promise<object>);
  /** Whether it is started again when it crashes. */
  readonly restarts: boolean;
  /** Called with what the ready line says, at each start. */
  readonly onReady: (ready: object) => void;
  /** Called with what the program has to say to a person. */
  readonly onSays?: (line: string) => void;
  /** Called with a sentence when it ended without being asked to. */
  readonly onCrash: (sentence: string) => void;
}

const readyLimitMs = 60_000;
const stopGraceMs = 8_000;

/**
 * A program kept running: started, watched, started again when it crashes, and ended with everything it started. It
 * holds one end of a pipe as its input: the pipe closes when the supervisor dies, and the program ends itself.
 */
export class SupervisedProgram {
  private readonly spec: ProgramSpec;
  private child: ChildProcess | undefined;
  private exited: Promise<void> = Promise.resolve();
  private crashes = 0;
  private wanted = false;
  /** Whether it served once: a program that fails at its very first start is not started again but reported. */
  private served = false;
  private closed = false;
  private lastRestart: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;

  constructor(spec: ProgramSpec) {
    this.spec = spec;
  }

  /** Process number while it runs. */
  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Starts the program and waits until it serves. Fails with a sentence if it ends or stays silent instead. */
  async start(): Promise<void> {
    // Who was ended for good is not started by something that still had it in mind.
    if (this.closed) return;
    this.wanted = true;
    await this.run();
  }

  /** Ends it and starts it anew, with its arguments and environment asked again. */
  restart(): Promise<void> {
    // Ended at once, also where it is just starting; started one after the other: of two starts at the same moment only
    // one would be known, and ended.
    const ended = this.end();
    const restarted = this.lastRestart.then(async () => {
      await ended;
      await this.end();
      await this.start();
    });
    this.lastRestart = restarted.catch(() => undefined);
    return restarted;
  }

  /**
   * Ends the program for good: asks it to end and waits, ends it by force after 8 s, or at once when `force` fires.
   */
  async stop(force?: AbortSignal): Promise<void> {
    this.closed = true;
    await this.end(force);
  }

  private async end(force?: AbortSignal): Promise<void> {
    this.wanted = false;
    clearTimeout(this.timer);
    const { child } = this;
    if (child === undefined) return this.exited;
    signalGroup(child, 'SIGTERM');
    const kill = () => signalGroup(child, 'SIGKILL');
    const limit = setTimeout(kill, stopGraceMs);
    force?.addEventListener('abort', kill, { once: true });
    if (force?.aborted === true) kill();
    await this.exited;
    clearTimeout(limit);
    force?.removeEventListener('abort', kill);
    // What the program itself started and left behind goes with it.
    signalGroup(child, 'SIGKILL');
  }

  private async run(): Promise<void> {
    const { spec } = this;
    const child = spawn(process.execPath, spec.arguments(), {
      cwd: spec.folder,
      env: spec.environment() as NodeJS.ProcessEnv,
      stdio: ['pipe', 'pipe', 'pipe'],
      // A group of its own: Ctrl-C reaches the supervisor alone, which ends everything in order.
      detached: true,
    });
    this.child = child;
    const startedAt = performance.now();
    const gone = new AbortController();
    this.exited = new Promise((resolve) => {
      const end = (how: string) => {
        if (this.child !== child) return;
        this.child = undefined;
        gone.abort();
        resolve();
        if (this.wanted && this.served) this.crashed(how, performance.now() - startedAt);
      };
      child.once('error', (error) => end(`could not be started: ${error.message}`));
      child.once('exit', (code, signal) =>
        end(signal === null ? `ended with status ${code}` : `was ended by ${signal}`),
      );
    });
    // A program that ends breaks its pipe; its exit is what counts.
    child.stdin.on('error', () => undefined);
    const line = this.watchOutput(child);
    const ready = spec.readiness === 'line' ? line : spec.readiness(gone.signal);
    spec.onReady(await this.orFailure(ready, gone.signal));
    this.served = true;
  }

  private watchOutput(child: ChildProcess): Promise<object> {
    child.stderr?.on('data', (chunk: Buffer) => this.spec.log.write(chunk));
    return new Promise((resolve) => {
      let pending = '';
      child.stdout?.setEncoding('utf8');
      child.stdout?.on('data', (text: string) => {
        const lines = (pending + text).split('\n');
        pending = (lines.pop() ?? '').slice(-65_536);
        for (const line of lines) {
          const value = line.startsWith('{"ready":') ? parseJson(line) : undefined;
          const said = line.startsWith('{"says":') ? parseJson(line) : undefined;
          if (typeof value === 'object' && value !== null) resolve(value);
          else if (isSaying(said)) this.spec.onSays?.(said.says);
          else this.spec.log.write(`${line}\n`);
        }
      });
    });
  }

  private async orFailure(ready: Promise<object>, gone: AbortSignal): Promise<object> {
    const { name, log } = this.spec;
    let limit: NodeJS.Timeout | undefined;
    const failure = new Promise<never>((_, reject) => {
      const fail = (what: string) => reject(new Error(`The ${name} ${what}${said(log)}. Its log is ${log.file}.`));
      gone.addEventListener('abort', () => fail('ended before it was ready'), { once: true });
      limit = setTimeout(() => fail(`was not ready within ${readyLimitMs / 1000} s`), readyLimitMs);
    });
    try {
      return await Promise.race([ready, failure]);
    } finally {
      clearTimeout(limit);
    }
  }

  private crashed(how: string, ranMs: number): void {
    const { spec } = this;
    this.crashes = ranMs >= steadySeconds * 1000 ? 1 : this.crashes + 1;
    const seconds = restartDelaySeconds(this.crashes);
    const next = spec.restarts ? `starting it again in ${seconds} s` : 'not starting it again';
    spec.onCrash(`The ${spec.name} ${how}${said(spec.log)}; ${next}. Its log is ${spec.log.file}.`);
    if (!spec.restarts) return;
    this.timer = setTimeout(() => {
      // A start that fails ends as a crash of its own and is counted there; one that hangs is ended to be one.
      this.run().catch(() => this.child !== undefined && signalGroup(this.child, 'SIGKILL'));
    }, seconds * 1000);
  }
}

function isSaying(value: unknown): value is { readonly says: string } {
  return typeof value === 'object' && value !== null && 'says' in value && typeof value.says === 'string';
}

function said(log: RotatingLog): string {
  const last = log.lastLines().at(-1);
  return last === undefined ? '' : ` (it last said: ${last.slice(0, 300)})`;
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // ESRCH: the whole group is gone, which is what was wanted.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
