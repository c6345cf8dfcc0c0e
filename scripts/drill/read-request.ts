import { parseArgs } from 'node:util';
import { DrillRefused } from '@/lib/recovery/drill/ports';
import type { DrillOptions } from './command-ports';

export const usage = `Usage: npm run drill -- <command> [options]

  simulate-region-failure <region>   makes a region of the simulated fleet fail, and moves what it alone serves,
                                     as a drill and by the rules of every run
  verify-failover [<region>]         judges the last drill: the recovery time from the fault, and the writes that
                                     were acknowledged and cannot be read back
  restore-region <region>            heals the region, and brings home what was moved out of it

  --workload <id>    these only, also of lower tiers; may be given several times
  --ask-approver     waits for a second person in the browser; else the local account "approver" agrees
  --hurry            goes on in spite of gates that nothing but time clears, with that reason
  --wait <minutes>   of fleet time, after which it no longer waits: 30, for the way home 300
  --url <address>    of the console; else that of HOST and PORT
  --json             one JSON object instead of sentences

  Each ends with a verdict and 0 (proven), 1 (not proven, failed, or not done) or 2 (wrong usage, or a fleet that is
  not simulated). What was interrupted is taken up where it was by giving the command again.
`;

export type DrillCommand = 'simulate-region-failure' | 'verify-failover' | 'restore-region';

export interface DrillRequest {
  readonly command: DrillCommand;
  readonly region: string | 'none';
  readonly url: string | 'none';
  readonly json: boolean;
  readonly options: DrillOptions;
}

const flags = {
  workload: { type: 'string', multiple: true },
  'ask-approver': { type: 'boolean', default: false },
  hurry: { type: 'boolean', default: false },
  wait: { type: 'string' },
  url: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

/** Reads the words of the command line. Throws DrillRefused with the usage where they cannot be meant. */
export function readRequest(words: readonly string[]): DrillRequest {
  const { values, positionals } = parseWords(words);
  const [command, region = 'none', ...rest] = positionals;
  if (!isCommand(command) || rest.length > 0) throw new DrillRefused(usage, 2);
  if (region === 'none' && command !== 'verify-failover') {
    throw new DrillRefused(`Name the region: npm run drill -- ${command} us-east-1`, 2);
  }
  const usualWait = command === 'restore-region' ? 300 : 30;
  return {
    command,
    region,
    url: values.url ?? 'none',
    json: values.json,
    options: {
      workloads: values.workload ?? 'none',
      askApprover: values['ask-approver'],
      hurry: values.hurry,
      waitMinutes: values.wait === undefined ? usualWait : readMinutes(values.wait),
    },
  };
}

function parseWords(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: flags, allowPositionals: true });
  } catch (error) {
    throw new DrillRefused(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`, 2);
  }
}

function isCommand(word: string | undefined): word is DrillCommand {
  return word === 'simulate-region-failure' || word === 'verify-failover' || word === 'restore-region';
}

function readMinutes(text: string): number {
  const minutes = Number(text);
  if (Number.isFinite(minutes) && minutes > 0) return minutes;
  throw new DrillRefused(`--wait takes minutes above 0, not "${text}".`, 2);
}
