import type { EndpointEntity } from '@/lib/domain/entities';
import type { Frame } from '../harness/frame';
import { ageOf, staleAfter } from './age-of-evidence';
import { broken, type FrameRule, inSeconds, type Remark } from './rule';

/** Nothing is green on the word of one vantage, of none, or of one that has grown old. */
export const healthyHasTwoFreshVantages: FrameRule = {
  says: 'nothing shows `healthy` without two passing vantages within their freshness limit, or APIs that answer',
  check: (frame) => [...checkCells(frame), ...checkRegions(frame), ...checkUsers(frame), ...checkHeadline(frame)],
};

function endpointsAt({ entities }: Frame, region: string, workloadId?: string): readonly EndpointEntity[] {
  return entities.filter(
    (one): one is EndpointEntity =>
      one.kind === 'endpoint' && one.region === region && (workloadId ?? one.workloadId) === one.workloadId,
  );
}

function checkCells(frame: Frame): readonly Remark[] {
  return frame.overview.workloads.flatMap(({ id, cells }) =>
    cells
      .filter(({ health }) => health.state === 'healthy')
      .flatMap(({ region }) => weakEndpoints(`${id} in ${region}`, endpointsAt(frame, region, id), frame)),
  );
}

function checkRegions(frame: Frame): readonly Remark[] {
  const { overview, entities, now } = frame;
  return overview.regions
    .filter(({ health }) => health.state === 'healthy')
    .flatMap(({ code }) => {
      const endpoints = endpointsAt(frame, code);
      if (endpoints.length > 0) return weakEndpoints(code, endpoints, frame);
      const answered = entities.some(
        (one) =>
          one.kind === 'source' &&
          one.region === code &&
          one.lastAnswerAt !== 'never' &&
          (now - one.lastAnswerAt) / 1000 <= staleAfter(one.cadence),
      );
      return answered ? [] : [broken(code, 'healthy, though none of its APIs has answered within its freshness limit')];
    });
}

function checkUsers({ overview }: Frame): readonly Remark[] {
  return overview.workloads.flatMap(({ id, userHealth, hasUsers, cells }) => {
    if (userHealth.state !== 'healthy') return [];
    if (!hasUsers) return [broken(id, 'its users are healthy, and it has none')];
    return cells.some(({ health }) => health.state === 'healthy')
      ? []
      : [broken(id, 'its users are healthy, and none of its regions is')];
  });
}

function checkHeadline({ overview: { headline, regions, workloads } }: Frame): readonly Remark[] {
  if (headline.health !== 'healthy') return [];
  const others = [
    ...regions.map(({ code, health }) => ({ name: code, state: health.state })),
    ...workloads
      .filter(({ hasUsers }) => hasUsers)
      .map(({ id, userHealth }) => ({ name: id, state: userHealth.state })),
  ].filter(({ state }) => state !== 'healthy');
  return others.map(({ name, state }) => broken('headline', `healthy, and ${name} is ${state}`));
}

function weakEndpoints(entity: string, endpoints: readonly EndpointEntity[], { now }: Frame): readonly Remark[] {
  if (endpoints.length === 0) return [broken(entity, 'healthy without an endpoint')];
  return endpoints.flatMap((endpoint) =>
    (
      [
        ['console probe', endpoint.probe, endpoint.probeCadence],
        ['Route 53', endpoint.route53, endpoint.route53Cadence],
      ] as const
    ).flatMap(([name, reading, cadence]) => {
      const age = ageOf(reading, now);
      if (age > staleAfter(cadence)) {
        return [broken(entity, `healthy, and the ${name} of ${endpoint.id} is ${inSeconds(age)} old`)];
      }
      const failed = reading.state === 'observed' && reading.value.outcome === 'fail';
      return failed ? [broken(entity, `healthy, and the ${name} of ${endpoint.id} fails`)] : [];
    }),
  );
}
