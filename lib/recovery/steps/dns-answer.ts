import type { WorkloadEntity } from '@/lib/domain/entities';
import type { RegionCode } from '@/lib/domain/fleet';
import type { CallRecord } from '@/lib/domain/recovery/execution';
import type { StepFacts, StepOf } from '@/lib/domain/recovery/step';
import { formatList } from '@/lib/domain/wording/list';
import type { NameAnswer } from '@/lib/probes';
import { asDocumented, expectedFor } from './expected-time';
import { reading, waitingFacts } from './looking-facts';
import { lookingKind } from './looking-kind';
import type { DescribeContext, StepCheck, StepContext, StepPorts } from './step-kind';

type DnsSpec = StepOf<'dns-answer'>;

const usual = asDocumented(
  30,
  90,
  'Route 53 guide: health checks follow within seconds, answers are kept for up to 60 s',
);
/** Fleet seconds between two questions. */
const askEverySeconds = 3;

function describe(spec: DnsSpec, context: DescribeContext): StepFacts {
  return {
    ...waitingFacts(expectedFor(spec, context, usual)),
    calls: [reading('dns:A', 'any', { name: spec.hostname })],
  };
}

interface Lookup {
  readonly answer: NameAnswer;
  /** By region: the addresses of its endpoint; `unknown` where its own name does not resolve. */
  readonly regional: ReadonlyMap<RegionCode, readonly string[] | 'unknown'>;
}

/** Which region an answer leads to is told by the addresses of the regional names, asked at the same moment. */
async function lookUp(spec: DnsSpec, ports: StepPorts, { workloadId }: StepContext): Promise<Lookup> {
  const entities = await ports.entities();
  const known = entities.find((one): one is WorkloadEntity => one.kind === 'workload' && one.id === workloadId);
  const entryPoint = known?.workload.entryPoints.find(({ id }) => id === spec.entryPointId);
  const ask = (hostname: string) => ports.prober.resolveName(hostname, 'A', ports.limits.probeMs);
  const [answer, ...regional] = await Promise.all([
    ask(spec.hostname),
    ...(entryPoint?.endpoints ?? []).map(async ({ region, hostname }) => {
      const own = await ask(hostname);
      return [region, own.outcome === 'answer' ? own.values : 'unknown'] as const;
    }),
  ]);
  return { answer, regional: new Map(regional) };
}

async function look(spec: DnsSpec, ports: StepPorts, context: StepContext): Promise<StepCheck> {
  const { answer, regional } = await lookUp(spec, ports, context);
  const regions = answer.outcome === 'answer' ? regionsOf(answer.values, regional) : [];
  const words = answer.outcome === 'answer' ? `${spec.hostname} answers with ${namesOf(regions)}` : answer.detail;
  const asExpected = answer.outcome === 'answer' && holds(spec, regions, regional);
  if (!asExpected) {
    const sentence = `${wantedOf(spec)}, as the console's resolver sees it: ${words.replace(/\.$/, '')}.`;
    return { state: 'not-yet', sentence, remember: {}, lookAgainIn: askEverySeconds };
  }
  const call: CallRecord = {
    at: ports.clock.now(),
    action: 'dns:A',
    endpointRegion: 'none',
    requestId: 'none',
    outcome: 'answered',
    detail: `${words}: ${formatList(answer.values)}.`,
  };
  return { state: 'done', sentence: `${words}, as the console's resolver sees it.`, calls: [call] };
}

type Regional = Lookup['regional'];

/** The region of each address; `unrecognised` for one that belongs to no endpoint we know. */
function regionsOf(addresses: readonly string[], regional: Regional): readonly string[] {
  const of = (address: string) =>
    [...regional].find(([, own]) => own !== 'unknown' && own.includes(address))?.[0] ?? 'unrecognised';
  return [...new Set(addresses.map(of))];
}

/** An address that nobody recognises could be anybody's, the region's that must not answer as well. */
function holds({ expects }: DnsSpec, regions: readonly string[], regional: Regional): boolean {
  if (regions.length === 0 || regions.includes('unrecognised')) return false;
  if ('region' in expects) return regions.every((region) => region === expects.region);
  const left = regional.get(expects.notRegion);
  return left !== undefined && left !== 'unknown' && !regions.includes(expects.notRegion);
}

function namesOf(regions: readonly string[]): string {
  return formatList(regions.map((region) => (region === 'unrecognised' ? 'an address nobody recognises' : region)));
}

function wantedOf({ hostname, expects }: DnsSpec): string {
  return 'region' in expects
    ? `${hostname} must answer with ${expects.region}`
    : `${hostname} must not answer with ${expects.notRegion}`;
}

export const dnsAnswer = lookingKind(
  'dns-answer',
  describe,
  look,
  (spec) =>
    `It waits until ${wantedOf(spec).replace(' must answer', ' answers').replace(' must not answer', ' does not answer')}.`,
);
