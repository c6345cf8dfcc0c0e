import type { CallRecord } from '@/lib/domain/recovery/execution';
import type { StepFacts, StepOf } from '@/lib/domain/recovery/step';
import { formatList } from '@/lib/domain/wording/list';
import { lookUpRegions, namesOfRegions, type RegionalAddresses, regionsOf } from './ask-dns';
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

async function look(spec: DnsSpec, ports: StepPorts, context: StepContext): Promise<StepCheck> {
  const { answer, regional } = await lookUpRegions(spec, ports, context);
  const regions = answer.outcome === 'answer' ? regionsOf(answer.values, regional) : [];
  const words =
    answer.outcome === 'answer' ? `${spec.hostname} answers with ${namesOfRegions(regions)}` : answer.detail;
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

/** An address that nobody recognises could be anybody's, the region's that must not answer as well. */
function holds({ expects }: DnsSpec, regions: readonly string[], regional: RegionalAddresses): boolean {
  if (regions.length === 0 || regions.includes('unrecognised')) return false;
  if ('region' in expects) return regions.every((region) => region === expects.region);
  const left = regional.get(expects.notRegion);
  return left !== undefined && left !== 'unknown' && !regions.includes(expects.notRegion);
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
