import type { Workload } from '@/lib/domain/fleet';
import type { StepTemplate } from '@/lib/domain/recovery/declaration';
import { quote } from '@/lib/domain/wording/quote';
import { type BoundSpec, bound } from './bound-spec';
import type { RoutePair } from './route-pairs';

/** A flip of the workload, away from the region being left or back to the one that is come home to. */
export function bindFlip(
  { kind, flipId, to }: Extract<StepTemplate, { readonly kind: 'health-check-flip' }>,
  workload: Workload,
  { source, target }: RoutePair,
): BoundSpec {
  const known = workload.recovery?.flips ?? [];
  const flip = known.find(({ id }) => id === flipId);
  if (flip === undefined) {
    const ids = known.map(({ id }) => id).join(', ') || 'none';
    return unbound(
      `${quote(flipId)} is no flip of ${workload.id}: write it under recovery.flips in the fleet file, or name one of those there (${ids})`,
    );
  }
  const { region, standby, entryPointId } = flip;
  const fits = { away: source === region && target === standby, back: source === standby && target === region };
  const wanted = to ?? (fits.back ? 'back' : 'away');
  if (!fits[wanted]) {
    const between = wanted === 'away' ? `from ${region} to ${standby}` : `from ${standby} back to ${region}`;
    return unbound(
      `${quote(flipId)} leads users ${between} and nowhere else: take it out of plans that move from ${source} to ${target}`,
    );
  }
  const entryPoint = workload.entryPoints.find(({ id }) => id === entryPointId);
  const endpoint = entryPoint?.endpoints.find((each) => each.region === target);
  if (entryPoint === undefined || endpoint === undefined) {
    const sentence = `The entry point ${quote(entryPointId)} of the flip ${quote(flipId)} has no endpoint in ${target}: write it under entryPoints in the fleet file`;
    return { state: 'unbound', rule: 'unknown-entry-point', sentence };
  }
  const { id: _, ...rest } = flip;
  const names = { hostname: entryPoint.hostname, statusHostname: endpoint.statusHostname };
  return bound({ kind, accountId: workload.accountId, ...rest, to: wanted, ...names });
}

function unbound(sentence: string): BoundSpec {
  return { state: 'unbound', rule: 'unknown-flip', sentence };
}
