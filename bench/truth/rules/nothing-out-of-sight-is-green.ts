import type { Cadence } from '@/lib/domain/entities';
import type { Seconds } from '@/lib/domain/time';
import { type Frame, frameSeconds } from '../harness/frame';
import { lateAfter, staleAfter } from './age-of-evidence';
import { evidenceOf } from './evidence-of-link';
import { broken, type FrameRule, type Remark } from './rule';

/** A probe is made every 2 s and waits 1.5 s; three of them in a row must be missing. */
const probeLimit: Seconds = staleAfter({ cadenceSeconds: 2, publishDelaySeconds: 1.5 }) + frameSeconds;

/** What the console truly cannot see, for longer than what it saw last may stand, is not green. */
export const nothingOutOfSightIsGreen: FrameRule = {
  says: 'nothing shows `healthy` or `met` that the console has truly not been able to see for longer than its freshness limit',
  check: (frame) => [...checkEndpoints(frame), ...checkLinks(frame)],
};

function isOutOfSight({ truth, now }: Frame, regions: readonly string[], seconds: Seconds): boolean {
  const from = now - seconds * 1000;
  if (truth.wasConsoleCutOffThroughout(from, now)) return true;
  return regions.some((region) => truth.wasUnreachableThroughout(region, from, now));
}

function checkEndpoints(frame: Frame): readonly Remark[] {
  const { workloads, regions } = frame.overview;
  const hidden = (region: string) => isOutOfSight(frame, [region], probeLimit);
  return [
    ...workloads.flatMap(({ id, cells }) =>
      cells
        .filter(({ health, region }) => health.state === 'healthy' && hidden(region))
        .map(({ region }) => broken(`${id} in ${region}`, `healthy, and out of sight for ${probeLimit} s`)),
    ),
    ...regions
      .filter(({ code, health }) => health.state === 'healthy' && hidden(code))
      .filter(({ code }) => hasEndpoint(frame, code))
      .map(({ code }) => broken(code, `healthy, and out of sight for ${probeLimit} s`)),
  ];
}

function checkLinks(frame: Frame): readonly Remark[] {
  return frame.overview.links
    .filter(({ verdict }) => verdict.state === 'met')
    .flatMap(({ id, source, target }) => {
      const evidence = evidenceOf(id, frame);
      if (evidence === undefined) return [broken(id, 'met, and not known')];
      const { link } = evidence;
      const cadences: readonly Cadence[] =
        link.consistency === 'strong' ? [link.copyStateCadence] : [link.lagCadence, link.writesCadence];
      const limit =
        Math.max(...cadences.map((cadence) => Math.max(lateAfter(cadence), staleAfter(cadence)))) + frameSeconds;
      const hidden = isOutOfSight(frame, [source, target], limit);
      return hidden ? [broken(id, `met, and one of its ends out of sight for ${limit} s`)] : [];
    });
}

function hasEndpoint({ fleet }: Frame, region: string): boolean {
  return fleet.workloads.some(({ entryPoints }) =>
    entryPoints.some(({ endpoints }) => endpoints.some((endpoint) => endpoint.region === region)),
  );
}
