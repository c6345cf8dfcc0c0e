import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

/** Playwright runs from the checkout. */
const checkout = process.cwd();
const run = promisify(execFile);

export interface RunningConsole {
  readonly url: string;
  readonly dataFolder: string;
  readonly supervisorPid: number;
  /** Everything the start printed for a person so far. */
  output(): string;
  passwordOf(account: 'viewer' | 'operator' | 'approver'): Promise<string>;
  /** `npm run sim -- …` against this console's fleet. */
  simulate(...words: readonly string[]): Promise<string>;
  /** Process ids of the programs of this start, by program, as the operating system knows them. */
  programs(): Promise<ReadonlyMap<string, number>>;
  /** Ctrl-C; resolves with the exit code once the start has ended. */
  stop(): Promise<number | null>;
}

export interface ConsoleOptions {
  /** Fleet seconds per second; browser tests run at 10 at most. */
  readonly speed: number;
  readonly seed?: number;
  /** Variables of this start besides those that keep it to itself. */
  readonly environment?: Readonly<Record<string, string>>;
  /** A console whose data folder it joins, as a second start does; that folder is not its own to remove. */
  readonly beside?: RunningConsole;
}

/** Starts the built product on ports and a data folder of its own, as `npm start` does after building. */
export async function startConsole(options: ConsoleOptions): Promise<RunningConsole> {
  const { beside } = options;
  const dataFolder = beside?.dataFolder ?? (await mkdtemp(path.join(tmpdir(), 'antipode-e2e-')));
  const child = spawn(process.execPath, [path.join(checkout, 'dist', 'supervisor.mjs')], {
    cwd: checkout,
    env: {
      ...withoutOurVariables(process.env),
      PORT: '0',
      SIMULATOR_PORT: '0',
      ANTIPODE_DATA: dataFolder,
      ANTIPODE_CLOCK_SPEED: String(options.speed),
      ANTIPODE_SIMULATOR_SEED: String(options.seed ?? 1),
      ...options.environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const url = await waitForUrl(child, () => printed);
  return {
    url,
    dataFolder,
    supervisorPid: pidOf(child),
    output: () => printed,
    passwordOf: (account) => readPassword(dataFolder, account),
    simulate: async (...words) => {
      const { stdout } = await run(process.execPath, [path.join(checkout, 'scripts', 'sim.mjs'), ...words], {
        env: { ...withoutOurVariables(process.env), ANTIPODE_DATA: dataFolder },
      });
      return stdout;
    },
    programs: () => childPrograms(pidOf(child)),
    stop: async () => {
      child.kill('SIGINT');
      const code = await exited;
      if (beside === undefined) await rm(dataFolder, { recursive: true, force: true });
      return code;
    },
  };
}

function withoutOurVariables(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const ours = /^(ANTIPODE_|AWS_|NEXTAUTH_|DATABASE_URL$|PORT$|SIMULATOR_PORT$|HOST$)/;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !ours.test(name))) as NodeJS.ProcessEnv;
}

async function waitForUrl(child: ChildProcess, printed: () => string): Promise<string> {
  const until = Date.now() + 90_000;
  while (Date.now() < until) {
    const url = /Antipode is ready: (\S+)/.exec(printed())?.[1];
    if (url !== undefined) return url;
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill('SIGKILL');
  throw new Error(`The console did not become ready. It printed:\n${printed()}`);
}

function pidOf(child: ChildProcess): number {
  if (child.pid === undefined) throw new Error('The supervisor was not started.');
  return child.pid;
}

async function readPassword(dataFolder: string, account: string): Promise<string> {
  const secrets: unknown = JSON.parse(await readFile(path.join(dataFolder, 'secrets.json'), 'utf8'));
  const found = (secrets as { accounts: { name: string; password: string }[] }).accounts.find(
    ({ name }) => name === account,
  );
  if (found === undefined) throw new Error(`There is no account ${account}.`);
  return found.password;
}

async function childPrograms(parentPid: number): Promise<ReadonlyMap<string, number>> {
  const { stdout } = await run('ps', ['-o', 'pid=,args=', '--ppid', String(parentPid)]);
  const programs = new Map<string, number>();
  for (const line of stdout.split('\n')) {
    const [, pid, args] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? [];
    if (pid === undefined || args === undefined) continue;
    if (args.includes('simulator.mjs')) programs.set('simulator', Number(pid));
    else if (args.includes('engine.mjs')) programs.set('engine', Number(pid));
    else if (args.includes('next')) programs.set('web', Number(pid));
    else if (args.includes('postgres')) programs.set('postgres', Number(pid));
  }
  return programs;
}
