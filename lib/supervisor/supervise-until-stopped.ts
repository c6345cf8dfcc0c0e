import { EmbeddedPostgresUnavailable } from '../persistence/embedded/find-binaries';
import { MigrationRefused } from '../persistence/migrate';
import { Supervisor, type SupervisorOptions } from './run-supervisor';
import { StartRefused } from './start-refused';

/**
 * Runs a supervisor until a signal ends it, and ends the process: with 0 after an orderly end, 2 when a person must
 * change something first, 1 when it failed. Ready lines of the programs go to standard output unless a person watches.
 */
export async function superviseUntilStopped(options: Omit<SupervisorOptions, 'say' | 'ready'>): Promise<void> {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const ready = (line: object) => {
    if (!process.stdout.isTTY) say(JSON.stringify(line));
  };
  const supervisor = new Supervisor({ ...options, say, ready });
  // A reader that went away must not end us: only signals do.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (!supervisor.isStopping) say('Stopping …');
      void supervisor.stop();
    });
  }
  try {
    await supervisor.start();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = needsAPerson(error) ? 2 : 1;
  }
  await supervisor.whenStopped;
  process.exit();
}

function needsAPerson(error: unknown): boolean {
  return (
    error instanceof StartRefused || error instanceof EmbeddedPostgresUnavailable || error instanceof MigrationRefused
  );
}
