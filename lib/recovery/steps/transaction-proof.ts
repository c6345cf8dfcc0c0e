import { createHash } from 'node:crypto';
import type { CallRecord } from '@/lib/domain/recovery/execution';
import type { StepFacts, StepOf } from '@/lib/domain/recovery/step';
import type { ApplicationAnswer } from '@/lib/probes';
import { asDeclared, expectedFor } from './expected-time';
import { acting, reading, waitingFacts } from './looking-facts';
import type {
  DescribeContext,
  DryRun,
  ReadBack,
  StepCheck,
  StepContext,
  StepKindRules,
  StepOutcome,
  StepPorts,
} from './step-kind';

type ProofSpec = StepOf<'transaction-proof'>;

const usual = asDeclared(2, 20, 'one write and one read, tried again while the new writer warms up');
/** Fleet seconds between two tries. */
const tryEverySeconds = 3;

function describe(spec: ProofSpec, context: DescribeContext): StepFacts {
  const { hostname, path, region } = spec;
  const url = `https://${hostname}${path}`;
  return {
    ...waitingFacts(expectedFor(spec, context, usual)),
    regionsNeeded: [region],
    calls: [
      acting('http:POST', region, { url, id: 'one of its own for every attempt' }),
      reading('http:GET', region, { url: `${url}/ and the id` }),
    ],
    changes: `One transaction of the console's own is stored through ${region}.`,
    wayBack: 'It needs no way back: the application knows its id and may delete it.',
  };
}

/** The transaction of this attempt: the same one however often it is tried, and no other attempt's. */
export function transactionIdOf({ executionId, stepId, attempt }: StepContext): string {
  const digest = createHash('sha256').update(`${executionId}/${stepId}/${attempt}`).digest('hex');
  return `antipode-${digest.slice(0, 32)}`;
}

/** Writes the transaction unless it is there already, and reads it back from the region's own copy. */
async function attempt(spec: ProofSpec, ports: StepPorts, context: StepContext): Promise<StepCheck> {
  const { region, hostname } = spec;
  const id = transactionIdOf(context);
  const asked = { hostname, path: spec.path, deadlineMs: ports.limits.probeMs };
  const calls: CallRecord[] = [];
  const isSaid = context.remembered.said === true;
  const seen = await readOnce(spec, ports, id, calls);
  if (seen === 'stored') return { state: 'done', sentence: proven(spec, id), calls };
  if (isSaid && seen === 'absent') return { state: 'failed', sentence: forgotten(spec, id), next: askTheOwners, calls };
  const answer = await ports.prober.writeTransaction(asked, id);
  calls.push(record(answer, 'http:POST', ports.clock.now(), region, `${hostname} stored the transaction ${id}.`));
  if (answer.state !== 'answered') {
    if (answer.state === 'denied') return { state: 'failed', sentence: answer.message, next: giveTheToken, calls };
    return { state: 'not-yet', sentence: answer.message, remember: {}, lookAgainIn: tryEverySeconds };
  }
  const after = await readOnce(spec, ports, id, calls);
  if (after === 'stored') return { state: 'done', sentence: proven(spec, id), calls };
  const sentence = `${hostname} says it stored the transaction ${id}; it cannot be read back in ${region} yet.`;
  return { state: 'not-yet', sentence, remember: { said: true }, lookAgainIn: tryEverySeconds, calls };
}

async function readOnce({ hostname, path, region }: ProofSpec, ports: StepPorts, id: string, calls: CallRecord[]) {
  const answer = await ports.prober.readTransaction({ hostname, path, deadlineMs: ports.limits.probeMs }, id);
  const found = `${hostname} reads the transaction ${id}: ${answer.state === 'answered' ? answer.value : ''}.`;
  calls.push(record(answer, 'http:GET', ports.clock.now(), region, found));
  return answer.state === 'answered' ? answer.value : 'unreadable';
}

function record(
  answer: ApplicationAnswer<unknown>,
  action: string,
  at: number,
  region: string,
  found: string,
): CallRecord {
  const common = { at, action, endpointRegion: region, requestId: 'none' } as const;
  if (answer.state === 'answered') return { ...common, outcome: 'answered', detail: found };
  const silent = answer.state === 'timed-out' || answer.state === 'unreachable';
  return { ...common, outcome: silent ? answer.state : 'refused', detail: answer.message };
}

function proven({ hostname, region }: ProofSpec, id: string): string {
  return `The transaction ${id} was written through ${hostname} and read back in ${region}.`;
}

function forgotten({ hostname, region }: ProofSpec, id: string): string {
  return `${hostname} said that it stored the transaction ${id}, and it is not there in ${region}.`;
}

const askTheOwners = 'Ask the owners of the application: what it says is stored is not. Send no users there before.';
const giveTheToken = 'Give ANTIPODE_MARKER_TOKEN the token that the application asks for.';

async function perform(spec: ProofSpec, ports: StepPorts, context: StepContext): Promise<StepOutcome> {
  const seen = await attempt(spec, ports, context);
  return seen.state === 'not-yet' ? { ...seen, state: 'begun', calls: seen.calls ?? [] } : seen;
}

async function readBack(spec: ProofSpec, ports: StepPorts, context: StepContext): Promise<ReadBack> {
  const calls: CallRecord[] = [];
  const seen = await readOnce(spec, ports, transactionIdOf(context), calls);
  const verdict = seen === 'stored' ? 'happened' : seen === 'absent' ? 'did-not-happen' : 'unknown';
  return { verdict, sentence: calls[0]?.detail ?? '', calls };
}

async function dryRun(spec: ProofSpec, ports: StepPorts, context: StepContext): Promise<DryRun> {
  const calls: CallRecord[] = [];
  const seen = await readOnce(spec, ports, transactionIdOf(context), calls);
  const wouldHappen = [
    `It would store one transaction through https://${spec.hostname}${spec.path} and read it back in ${spec.region}. Whether ${spec.region} takes writes then is not tried now.`,
  ];
  const inTheWay = seen === 'unreadable' ? calls.map(({ detail }) => detail) : [];
  return { wouldHappen, inTheWay, calls };
}

export const transactionProof: StepKindRules<'transaction-proof'> = {
  kind: 'transaction-proof',
  describe,
  dryRun,
  perform,
  readBack,
  check: attempt,
};
