import { createProber } from '@/lib/probes';
import { connectFleet } from '@/lib/recovery/drill/connect-fleet';
import { DrillRefused } from '@/lib/recovery/drill/ports';
import type { CommandPorts } from './command-ports';
import { connectProduct } from './connect-product';
import { findDoors } from './find-doors';
import { openJournal } from './journal';
import type { Outcome } from './outcome';
import { type DrillRequest, readRequest, usage } from './read-request';
import { restoreRegion } from './restore';
import { signIn } from './sign-in';
import { simulateRegionFailure } from './simulate';
import { verifyFailover } from './verify';

export interface DrillProgram {
  /** Of the console. */
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Runs one command to its verdict; gives the exit code. */
export async function runDrill(words: readonly string[], program: DrillProgram): Promise<number> {
  if (words.length === 1 && (words[0] === 'help' || words[0] === '--help')) {
    program.out(usage);
    return 0;
  }
  const said: string[] = [];
  const isJson = words.includes('--json');
  try {
    const request = readRequest(words);
    const say = (sentence: string) => {
      said.push(sentence);
      if (!isJson) program.out(`${sentence}\n`);
    };
    const outcome = await act(await connect(request, program, say), request);
    finish(outcome, request, said, program);
    return outcome.exitCode;
  } catch (error) {
    if (!(error instanceof DrillRefused)) throw error;
    if (isJson) program.out(`${JSON.stringify({ verdict: 'refused', because: error.message, sentences: said })}\n`);
    else program.err(`${error.message.trimEnd()}\n`);
    return error.exitCode;
  }
}

function act(ports: CommandPorts, { command, region }: DrillRequest): Promise<Outcome> {
  if (command === 'simulate-region-failure') return simulateRegionFailure(ports, region);
  if (command === 'verify-failover') return verifyFailover(ports, region);
  return restoreRegion(ports, region);
}

async function connect(
  { url: given, options }: DrillRequest,
  { folder, environment }: DrillProgram,
  say: CommandPorts['say'],
): Promise<CommandPorts> {
  const doors = await findDoors(folder, environment);
  const url = given === 'none' ? usualUrl(environment) : given;
  if (!URL.canParse(url)) throw new DrillRefused(`--url takes the address of the console, not "${url}".`, 2);
  const operator = await signIn(url, folder, 'operator');
  const approver = options.askApprover ? operator : await signIn(url, folder, 'approver');
  const product = connectProduct(url, { operator, approver });
  const engine = (await product.fleet()).find((entity) => entity.kind === 'engine');
  if (engine?.kind === 'engine' && !engine.simulated) {
    throw new DrillRefused(`The console at ${url} watches AWS itself: this command breaks simulated fleets only.`, 2);
  }
  const prober = createProber({
    mode: 'simulator',
    dns: `127.0.0.1:${doors.dnsPort}`,
    httpProxy: `http://127.0.0.1:${doors.httpPort}`,
  });
  return {
    product,
    fleet: connectFleet(`http://127.0.0.1:${doors.port}`),
    prober,
    journal: openJournal(folder),
    say,
    options,
  };
}

function usualUrl({ HOST, PORT }: NodeJS.ProcessEnv): string {
  const host = HOST === undefined || HOST === '' || HOST === '0.0.0.0' ? '127.0.0.1' : HOST;
  return `http://${host.includes(':') ? `[${host}]` : host}:${PORT === undefined || PORT === '' ? '3000' : PORT}`;
}

const verdictWords: Readonly<Record<Outcome['verdict'], string>> = {
  done: 'DONE',
  proven: 'PROVEN',
  'not-proven': 'NOT PROVEN',
  failed: 'FAILED',
};

function finish(
  { verdict, sentences, results }: Outcome,
  { command, region, json }: DrillRequest,
  said: readonly string[],
  { out }: DrillProgram,
): void {
  if (json) {
    out(`${JSON.stringify({ command, region, verdict, sentences: [...said, ...sentences], results })}\n`);
    return;
  }
  out(`${verdictWords[verdict]}: ${sentences.join(' ')}\n`);
}
