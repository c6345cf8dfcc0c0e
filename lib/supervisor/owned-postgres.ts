import { type ChildProcess, spawn } from 'node:child_process';
import { type EmbeddedPostgres, ensureEmbeddedPostgres } from '../persistence/embedded/ensure-embedded-postgres';
import { restartDelaySeconds, steadySeconds } from './restart-delay';

/** Ends the server when its input closes, which happens when the supervisor is gone, however it went. */
const watch = 'while read -r _; do :; done; kill -INT "$1"';

/** The embedded PostgreSQL as its owner keeps it: started again when it dies, ended when the owner does. */
export class OwnedPostgres {
  private readonly folder: string;
  private readonly onCrash: (sentence: string) => void;
  private server: EmbeddedPostgres | undefined;
  private watcher: ChildProcess | undefined;
  private wanted = true;
  private crashes = 0;

  constructor(folder: string, onCrash: (sentence: string) => void) {
    this.folder = folder;
    this.onCrash = onCrash;
  }

  /** Starts or finds the server. The URL stays the same for the life of the data folder. */
  async start(): Promise<EmbeddedPostgres> {
    const server = await ensureEmbeddedPostgres(this.folder);
    this.server = server;
    this.watcher = startWatcher(server);
    const startedAt = performance.now();
    void server.ended.then(() => this.whenEnded(performance.now() - startedAt));
    return server;
  }

  async stop(): Promise<void> {
    this.wanted = false;
    await this.server?.stop();
    endWatcher(this.watcher);
  }

  private whenEnded(ranMs: number): void {
    endWatcher(this.watcher);
    if (!this.wanted) return;
    this.crashes = ranMs >= steadySeconds * 1000 ? 1 : this.crashes + 1;
    const seconds = restartDelaySeconds(this.crashes);
    this.onCrash(`PostgreSQL ended by itself; starting it again in ${seconds} s.`);
    setTimeout(() => {
      if (this.wanted) this.start().catch((error: unknown) => this.failedAgain(error));
    }, seconds * 1000);
  }

  private failedAgain(error: unknown): void {
    this.onCrash(error instanceof Error ? error.message : String(error));
    this.whenEnded(0);
  }
}

/** Runs as the server's own user, so that it can signal nothing else, and in a session of its own as the server does. */
function startWatcher(server: EmbeddedPostgres): ChildProcess {
  const watcher = spawn('/bin/sh', ['-c', watch, 'antipode-postgres-watcher', String(server.pid)], {
    ...server.user,
    cwd: '/',
    env: { PATH: '/usr/bin:/bin' } as Record<string, string> as NodeJS.ProcessEnv,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // Without a watcher a killed supervisor leaves the server running, and the next start finds and keeps it.
  watcher.on('error', () => undefined);
  watcher.stdin?.on('error', () => undefined);
  watcher.unref();
  return watcher;
}

/** By force, so that it ends without signalling a process number that is no longer the server's. */
function endWatcher(watcher: ChildProcess | undefined): void {
  watcher?.kill('SIGKILL');
}
