import type { WorkloadEntity } from '@/lib/domain/entities';
import type { RegionCode } from '@/lib/domain/fleet';
import { formatList } from '@/lib/domain/wording/list';
import type { NameAnswer } from '@/lib/probes';
import type { StepContext, StepPorts } from './step-kind';

export type RegionalAddresses = ReadonlyMap<RegionCode, readonly string[] | 'unknown'>;

/** What an entry point's name answers, and what the regional names behind it do. */
export interface Lookup {
  readonly answer: NameAnswer;
  /** By region: the addresses of its endpoint; `unknown` where its own name does not resolve. */
  readonly regional: RegionalAddresses;
}

/** Which region an answer leads to is told by the addresses of the regional names, asked at the same moment. */
export async function lookUpRegions(
  spec: { readonly entryPointId: string; readonly hostname: string },
  ports: StepPorts,
  { workloadId }: StepContext,
): Promise<Lookup> {
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

/** The region of each address; `unrecognised` for one that belongs to no endpoint we know. */
export function regionsOf(addresses: readonly string[], regional: RegionalAddresses): readonly string[] {
  const of = (address: string) =>
    [...regional].find(([, own]) => own !== 'unknown' && own.includes(address))?.[0] ?? 'unrecognised';
  return [...new Set(addresses.map(of))];
}

/** Regions in words. */
export function namesOfRegions(regions: readonly string[]): string {
  return formatList(regions.map((region) => (region === 'unrecognised' ? 'an address nobody recognises' : region)));
}
