import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment } from '../config/read-environment';
import type { SupervisorConfig } from '../config/supervisor-config';
import { identityClock } from '../domain/time';
import { databaseErrorCode } from '../persistence/database-error';
import { ensureDeployment } from '../persistence/deployment';
import { MigrationRefused, migrateStore } from '../persistence/migrate';
import { retryPassing } from '../persistence/retry-passing';
import { openStore } from '../persistence/store';
import { checkFleet } from './check-fleet';
import { findFreePort, requireFreePort } from './check-port';
import { webIsLive } from './check-web';
import { ensureSecrets, type Secrets, toLocalAccounts } from './first-start-secrets';
import { consoleUrl, greetingLines } from './greeting';
import { OwnedPostgres } from './owned-postgres';
import { type Attachment, type Ownership, ownOrAttach } from './owner-lock';
import { type OwnerState, parseSimulatorReady, type SimulatorPorts } from './owner-state';
import { engineEnvironment, type Programs, simulatorEnvironment, webEnvironment } from './programs';
import { restartDelaySeconds } from './restart-delay';
import { RotatingLog } from './rotating-log';
import { StartRefused } from './start-refused';
import { SupervisedProgram } from './supervised-program';

export interface SupervisorOptions {
  /** Folder of the installed program. */
  readonly checkout: string;
  readonly config: SupervisorConfig;
  readonly programs: Programs;
  /** What the programs may inherit from, by their allow-lists. */
  readonly environment: Environment;
  /** Whether crashed programs are started again. */
  readonly restarts: boolean;
  /** A line for the person. */
  readonly say: (line: string) => void;
  /** A ready line of a program, for whoever started us. */
  readonly ready: (line: object) => void;
}

/**
 * Everything of one `npm start`: its own web program and engine, and for as long as it owns the data folder also the
 * database and the simulator. The owner that leaves ends those two; one that was attached takes over and starts them
 * again from what is on disk.
 */
export class Supervisor {
  private readonly options: SupervisorOptions;
  private readonly stopping = new AbortController();
  private readonly forcing = new AbortController();
  private link: Ownership | Attachment | undefined;
  private state: OwnerState | undefined;
  private postgres: OwnedPostgres | undefined;
  private simulator: SupervisedProgram | undefined;
  private engine: SupervisedProgram | undefined;
  private web: SupervisedProgram | undefined;
  private webPort: number;
  private secrets: { secrets: Secrets; file: string; created: boolean } | undefined;
  private simulatorPorts: SimulatorPorts | undefined;
  /** What the running engine was started with. */
  private engineKnows: OwnerState | undefined;
  /** Work that must be over before things are ended: a start, or a take-over. */
  private busy: Promise<unknown> = Promise.resolve();
  private stopped: Promise<void> | undefined;
  private settleStopped: () => void = () => undefined;
  /** Settles when everything has ended. */
  readonly whenStopped = new Promise<void>((resolve) => {
    this.settleStopped = resolve;
  });

  get isStopping(): boolean {
    return this.stopped !== undefined;
  }

  constructor(options: SupervisorOptions) {
    this.options = options;
    this.webPort = options.config.port;
  }

  /**
   * Starts everything and settles when the console serves. What fails before that ends everything again.
   *
   * @throws StartRefused (or another error with a sentence) saying what to do.
   */
  async start(): Promise<void> {
    const started = this.startAll();
    this.busy = started.catch(() => undefined);
    try {
      await started;
    } catch (error) {
      await this.stop();
      // Being asked to stop while starting is no failure.
      if (!(this.stopping.signal.aborted && error === this.stopping.signal.reason)) throw error;
    }
  }

  /** Ends everything in order and leaves no process. Asked again, it stops waiting for programs to end by themselves. */
  stop(): Promise<void> {
    if (this.stopped !== undefined) this.forcing.abort();
    this.stopping.abort(new Error('The start was broken off.'));
    this.stopped ??= this.stopAll().finally(this.settleStopped);
    return this.stopped;
  }

  private async startAll(): Promise<void> {
    const { config } = this.options;
    await checkFleet(config);
    await requireFreePort(config.port, config.host, 'PORT');
    await this.openDataFolder();
    await this.join();
    const state = this.requireState();
    await this.startConsole(state);
    this.greet(state);
  }

  private async openDataFolder(): Promise<void> {
    const { dataFolder } = this.options.config;
    try {
      // Root's database runs as another user, who must be able to pass through.
      await mkdir(dataFolder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new StartRefused(
        `The data folder ${dataFolder} cannot be made (${why}): set ANTIPODE_DATA to a folder of yours.`,
        { cause },
      );
    }
  }

  /** Becomes owner and starts what owners run, or attaches and learns where it is. */
  private async join(): Promise<void> {
    for (;;) {
      this.stopping.signal.throwIfAborted();
      const link = await ownOrAttach(this.options.config.dataFolder);
      this.link = link;
      if (link.role === 'owner') return this.startOwned(link);
      if (await this.attach(link)) return;
    }
  }

  private async attach(attachment: Attachment): Promise<boolean> {
    const learned = new Promise<boolean>((resolve) => {
      attachment.onState((state) => {
        this.state = state;
        this.simulatorPorts = state.simulator ?? undefined;
        resolve(true);
        this.followOwner(state);
      });
    });
    const broken = new Promise<never>((_, reject) => {
      this.stopping.signal.addEventListener('abort', () => reject(this.stopping.signal.reason), { once: true });
    });
    const known = await Promise.race([learned, attachment.ownerLeft.then(() => false), broken]);
    if (!known) return false;
    this.refuseAnotherFleet(this.requireState());
    void attachment.ownerLeft.then(() => this.takeOver());
    return true;
  }

  private refuseAnotherFleet(state: OwnerState): void {
    const { config } = this.options;
    if (config.databaseUrl !== undefined && config.databaseUrl !== state.databaseUrl) {
      throw new StartRefused(
        `Another start on ${config.dataFolder} uses a different database: give both the same DATABASE_URL, or this one another ANTIPODE_DATA.`,
      );
    }
    if (config.simulated !== state.simulated) throw otherFleet(config.dataFolder, state.simulated);
  }

  /** The owner left: whoever gets the lock starts its part again, the others attach to that one. */
  private takeOver(): void {
    if (this.stopping.signal.aborted) return;
    this.options.say('The start that ran the database and the simulator has ended; carrying on without it.');
    this.busy = this.joinUntilDone();
  }

  /** Pages go on serving what is stored meanwhile, so a take-over that fails is tried again and never ends them. */
  private async joinUntilDone(): Promise<void> {
    for (let failures = 1; !this.stopping.signal.aborted; failures++) {
      try {
        await this.join();
        return;
      } catch (error) {
        if (this.stopping.signal.aborted) return;
        const seconds = restartDelaySeconds(failures);
        this.options.say(`${error instanceof Error ? error.message : String(error)} Trying again in ${seconds} s.`);
        await this.leave();
        await sleep(seconds * 1000, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      }
    }
  }

  private async startOwned(ownership: Ownership): Promise<void> {
    const { config, say } = this.options;
    const wantedPort = this.simulatorPorts?.port ?? config.simulatorPort;
    // The simulator of a start that was killed needs a moment to notice.
    if (config.simulated) await requireFreePort(wantedPort, '127.0.0.1', 'SIMULATOR_PORT', 3_000);
    await this.ensureSecrets();
    this.stopping.signal.throwIfAborted();
    const databaseUrl = config.databaseUrl ?? (await this.startPostgres());
    this.stopping.signal.throwIfAborted();
    const clock = await this.prepareStore(databaseUrl);
    this.stopping.signal.throwIfAborted();
    this.state = { databaseUrl, simulated: config.simulated, clock, simulator: null };
    if (config.simulated) await this.startSimulator(this.state, say);
    ownership.publish(this.requireState());
  }

  private async startPostgres(): Promise<string> {
    const postgres = new OwnedPostgres(this.options.config.dataFolder, this.options.say);
    this.postgres = postgres;
    return (await postgres.start()).url;
  }

  private async prepareStore(databaseUrl: string): Promise<OwnerState['clock']> {
    try {
      await migrateStore(databaseUrl);
      return await retryPassing(() => this.fixClock(databaseUrl));
    } catch (cause) {
      const { databaseUrl: given } = this.options.config;
      if (given === undefined || cause instanceof StartRefused || cause instanceof MigrationRefused) throw cause;
      const why = databaseErrorCode(cause) ?? (cause instanceof Error ? cause.message : String(cause));
      throw new StartRefused(
        `The database of DATABASE_URL cannot be used (${why} at ${new URL(given).host}): check that it runs, and that the user may connect and create a schema.`,
        { cause },
      );
    }
  }

  private async fixClock(databaseUrl: string): Promise<OwnerState['clock']> {
    const { config, say } = this.options;
    const speed = config.clockSpeed ?? 1;
    const now = Date.now();
    const wanted = speed === 1 ? identityClock : { anchorFleetMs: now, anchorWallMs: now, speed };
    const store = openStore(databaseUrl, { applicationName: 'antipode-supervisor', maxConnections: 1 });
    try {
      const fixed = await ensureDeployment(store, { clock: wanted, simulated: config.simulated });
      if (fixed.simulated !== config.simulated) throw otherFleet(config.dataFolder, fixed.simulated);
      if (config.clockSpeed !== undefined && config.clockSpeed !== fixed.clock.speed) {
        say(`ANTIPODE_CLOCK_SPEED is fixed at ${fixed.clock.speed} since the first start of this store.`);
      }
      return fixed.clock;
    } finally {
      await store.close();
    }
  }

  private async startSimulator(state: OwnerState, say: (line: string) => void): Promise<void> {
    const { config, programs, environment } = this.options;
    this.simulator = new SupervisedProgram({
      name: 'simulator',
      arguments: () => programs.simulator,
      environment: () =>
        simulatorEnvironment(config, state.clock, this.simulatorPorts ?? { port: config.simulatorPort }, environment),
      folder: this.options.checkout,
      log: this.log('simulator'),
      readiness: 'line',
      restarts: this.options.restarts,
      onReady: (ready) => this.simulatorIsReady(ready),
      onCrash: say,
    });
    await this.simulator.start();
    if (this.state?.simulator === null) throw new Error('The simulator did not say at which ports it serves.');
  }

  private simulatorIsReady(ready: object): void {
    const ports = parseSimulatorReady(ready);
    const before = this.state;
    if (ports === undefined || before === undefined) return;
    this.simulatorPorts = ports;
    this.state = { ...before, simulator: ports };
    this.options.ready(ready);
    const pid = this.simulator?.pid;
    this.writeSimulatorFile({ ...ports, ...(pid === undefined ? {} : { pid }) });
    if (this.link?.role === 'owner') this.link.publish(this.state);
    this.followOwner(this.state);
  }

  /** The simulator serves elsewhere than before: the engine is started anew to look there. */
  private followOwner(after: OwnerState): void {
    if (this.engine === undefined || this.engineKnows === undefined || this.stopping.signal.aborted) return;
    if (JSON.stringify(this.engineKnows) === JSON.stringify(after)) return;
    // An owner may tell the same twice: it is started anew once.
    this.engineKnows = after;
    this.engine.restart().catch((error: unknown) => this.options.say(String(error)));
  }

  private writeSimulatorFile(content: object): void {
    const file = path.join(this.options.config.dataFolder, 'simulator.json');
    const making = `${file}.making-${process.pid}`;
    const write = async () => {
      await writeFile(making, `${JSON.stringify(content)}\n`);
      await rename(making, file);
    };
    write().catch((error: unknown) => this.options.say(`${file} could not be written: ${String(error)}`));
  }

  private async startConsole(state: OwnerState): Promise<void> {
    const { config } = this.options;
    await this.ensureSecrets();
    const signIn = await this.signIn();
    if (this.webPort === 0) this.webPort = await findFreePort(config.host);
    this.stopping.signal.throwIfAborted();
    const engine = this.newEngine();
    const web = this.newWeb(signIn, state);
    this.engine = engine;
    this.web = web;
    await Promise.all([engine.start(), web.start()]);
  }

  private newEngine(): SupervisedProgram {
    const { config, programs, environment } = this.options;
    return new SupervisedProgram({
      name: 'engine',
      arguments: () => programs.engine,
      environment: () => {
        const state = this.requireState();
        this.engineKnows = state;
        return engineEnvironment(config, state, environment);
      },
      folder: this.options.checkout,
      log: this.log(`engine-${this.webPort}`),
      readiness: 'line',
      restarts: this.options.restarts,
      onReady: this.options.ready,
      onSays: this.options.say,
      onCrash: this.options.say,
    });
  }

  private newWeb(signIn: { nextAuthSecret: string; localAccounts: string }, first: OwnerState): SupervisedProgram {
    const { config, programs, environment } = this.options;
    const port = this.webPort;
    return new SupervisedProgram({
      name: 'web',
      arguments: () => programs.web(port, config.host),
      environment: () => webEnvironment(config, this.state ?? first, port, signIn, environment),
      folder: this.options.checkout,
      log: this.log(`web-${port}`),
      readiness: (signal) => webIsLive(config.host, port, signal),
      restarts: this.options.restarts,
      onReady: this.options.ready,
      onCrash: this.options.say,
    });
  }

  private async ensureSecrets(): Promise<void> {
    const { config } = this.options;
    const given = config.nextAuthSecret !== undefined && config.localAccounts !== undefined;
    if (!given && this.secrets === undefined) this.secrets = await ensureSecrets(config.dataFolder);
  }

  private async signIn(): Promise<{ nextAuthSecret: string; localAccounts: string }> {
    const { config } = this.options;
    const nextAuthSecret = config.nextAuthSecret ?? this.secrets?.secrets.nextAuthSecret;
    const made = this.secrets === undefined ? undefined : await toLocalAccounts(this.secrets.secrets);
    const localAccounts = config.localAccounts ?? made;
    if (nextAuthSecret === undefined || localAccounts === undefined) {
      throw new StartRefused('NEXTAUTH_SECRET and ANTIPODE_LOCAL_ACCOUNTS must be given.');
    }
    return { nextAuthSecret, localAccounts };
  }

  private greet(state: OwnerState): void {
    const { config, say } = this.options;
    const { secrets } = this;
    const lines = greetingLines({
      url: consoleUrl(config.host, this.webPort, config.nextAuthUrl),
      simulated: state.simulated,
      dataFolder: config.dataFolder,
      attached: this.link?.role === 'attached',
      secrets:
        secrets === undefined || config.localAccounts !== undefined
          ? 'given'
          : { file: secrets.file, shown: secrets.created ? secrets.secrets : 'shown-before' },
    });
    for (const line of lines) say(line);
  }

  private log(name: string): RotatingLog {
    return new RotatingLog(path.join(this.options.config.dataFolder, 'logs', `${name}.log`));
  }

  private requireState(): OwnerState {
    if (this.state === undefined) throw new Error('Nothing is known yet of where the store and the simulator are.');
    return this.state;
  }

  private async stopAll(): Promise<void> {
    const force = this.forcing.signal;
    // The engine before the simulator: it must not write down that the fleet went away.
    const endPrograms = async () => {
      await Promise.all([this.web?.stop(force), this.engine?.stop(force)]);
      await this.simulator?.stop(force);
    };
    await endPrograms();
    // A start under way fails by that, or at its next step; what it started until then is ended too.
    await this.busy;
    await endPrograms();
    await this.leave();
  }

  /** Ends what an owner runs and gives the data folder up. */
  private async leave(): Promise<void> {
    const { link, simulator, postgres } = this;
    this.simulator = undefined;
    this.postgres = undefined;
    this.link = undefined;
    if (simulator !== undefined) {
      await simulator.stop(this.forcing.signal);
      await rm(path.join(this.options.config.dataFolder, 'simulator.json'), { force: true });
    }
    await postgres?.stop();
    if (link?.role === 'owner') await link.release();
    else link?.detach();
  }
}

function otherFleet(dataFolder: string, simulated: boolean): StartRefused {
  const [kept, wanted] = simulated ? ['simulated fleet', 'off'] : ['real fleet', 'on'];
  return new StartRefused(
    `The store of ${dataFolder} belongs to a ${kept}, which is never mixed with another: with ANTIPODE_SIMULATOR=${wanted} set ANTIPODE_DATA to another folder (and DATABASE_URL to another database).`,
  );
}
