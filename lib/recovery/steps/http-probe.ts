import type { CallRecord } from '@/lib/domain/recovery/execution';
import type { StepFacts, StepOf } from '@/lib/domain/recovery/step';
import type { HttpProbeResult } from '@/lib/probes';
import { asDeclared, expectedFor } from './expected-time';
import { reading, waitingFacts } from './looking-facts';
import { lookingKind } from './looking-kind';
import type { DescribeContext, StepCheck, StepContext, StepPorts } from './step-kind';

type ProbeSpec = StepOf<'http-probe'>;

/** Fleet seconds between two probes. */
export const probeEverySeconds = 2;

function describe(spec: ProbeSpec, context: DescribeContext): StepFacts {
  const { hostname, path, passes, region } = spec;
  const shortest = passes * probeEverySeconds;
  const usual = asDeclared(shortest, shortest + 30, `${passes} passes in a row, one every ${probeEverySeconds} s`);
  return {
    ...waitingFacts(expectedFor(spec, context, usual)),
    regionsNeeded: [region],
    calls: [reading('http:GET', region, { url: `https://${hostname}${path}` })],
  };
}

/** One probe a look; a single failure begins the count anew. */
async function look(spec: ProbeSpec, ports: StepPorts, { remembered }: StepContext): Promise<StepCheck> {
  const { hostname, path, passes, region } = spec;
  const at = ports.clock.now();
  const result = await ports.prober.probeHttp({ hostname, path, deadlineMs: ports.limits.probeMs });
  const call = record(result, at, region, `${hostname}${path}`);
  const before = typeof remembered.passes === 'number' ? remembered.passes : 0;
  const passed = result.reading.outcome === 'pass' ? before + 1 : 0;
  if (passed >= passes) {
    const sentence = `${hostname}${path} in ${region} passed ${passes} times in a row, at ${result.address}.`;
    return { state: 'done', sentence, calls: [call] };
  }
  const sentence =
    result.reading.outcome === 'pass'
      ? `${passed} of ${passes} passes in a row.`
      : `0 of ${passes} passes in a row: ${result.reading.detail}`;
  return { state: 'not-yet', sentence, remember: { passes: passed }, lookAgainIn: probeEverySeconds };
}

function record(
  { reading, httpStatus, address }: HttpProbeResult,
  at: number,
  region: string,
  url: string,
): CallRecord {
  const common = { at, action: 'http:GET', endpointRegion: region, requestId: 'none' } as const;
  if (reading.outcome === 'pass')
    return { ...common, outcome: 'answered', detail: `${url} at ${address} answered HTTP ${httpStatus}.` };
  return { ...common, outcome: httpStatus === 'none' ? 'unreachable' : 'refused', detail: reading.detail };
}

export const httpProbe = lookingKind('http-probe', describe, look, ({ hostname, path, passes }) => {
  return `It probes https://${hostname}${path} until ${passes} probes in a row pass.`;
});
