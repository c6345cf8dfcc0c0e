import type { DistributionDescription, DistributionEntity } from '../entities';
import type { RegionCode, Workload } from '../fleet';
import { currentByRegion, type Hearing, hearingOf, type JudgedAt, newestByRegion } from './described';

export const distributionStates = ['absent', 'disabled', 'unknown', 'deploying', 'deployed'] as const;
export type DistributionState = (typeof distributionStates)[number];

/** A CloudFront distribution of a workload. */
export interface DistributionView {
  readonly id: string;
  readonly state: DistributionState;
  readonly sentence: string;
  /** What was known before it became unknown, never to be read as current. */
  readonly lastKnown: { readonly state: DistributionState; readonly sentence: string } | 'none';
  /** As described last, current or not. */
  readonly description: DistributionDescription | 'none';
  readonly origins: readonly Origin[];
  readonly heard: readonly Hearing[];
}

export interface Origin {
  readonly hostname: string;
  /** Where it is, as its name tells; `unknown` for a name that tells nothing of a region. */
  readonly region: RegionCode | 'unknown';
}

/** How a distribution fares. Pure; `distributions` may hold others as well. */
export function judgeDistribution(
  id: string,
  workload: Workload,
  distributions: readonly DistributionEntity[],
  at: JudgedAt,
): DistributionView {
  const own = distributions
    .filter((one) => one.workloadId === workload.id && one.distributionId === id)
    .map(({ askedIn, described, cadence }) => ({ region: askedIn, described, cadence }));
  const [asked] = own;
  const current = asked && currentByRegion(own, at).get(asked.region);
  const newest = asked && newestByRegion(own).get(asked.region);
  const silent =
    asked === undefined ? 'CloudFront has not been asked yet' : `CloudFront, asked in ${asked.region}, does not tell`;
  const verdict = judge(current, silent);
  const past = judge(newest, silent);
  const description = newest === undefined || newest === 'absent' ? 'none' : newest;
  return {
    id,
    ...verdict,
    lastKnown: verdict.state === 'unknown' && past.state !== 'unknown' ? past : 'none',
    description,
    origins:
      description === 'none'
        ? []
        : description.origins.map((hostname) => ({ hostname, region: findOriginRegion(hostname, workload) })),
    heard: asked === undefined ? [] : [hearingOf(asked.region, own, at)],
  };
}

function judge(
  said: DistributionDescription | 'absent' | undefined,
  silent: string,
): Pick<DistributionView, 'state' | 'sentence'> {
  if (said === undefined) return { state: 'unknown', sentence: silent };
  if (said === 'absent') return { state: 'absent', sentence: 'The account has no such distribution' };
  if (!said.enabled) return { state: 'disabled', sentence: 'The edges answer nobody' };
  if (said.status === 'Deployed') return { state: 'deployed', sentence: 'Enabled; no change is on its way' };
  return { state: 'deploying', sentence: `Enabled; a change is on its way to the edges (${said.status})` };
}

const regionLabel = /^[a-z]{2}(?:-[a-z]+){1,3}-\d{1,2}$/;

/** The region a name leads to: one of the workload's regional names, or a name of AWS that carries its region. */
export function findOriginRegion(hostname: string, { entryPoints }: Workload): RegionCode | 'unknown' {
  const name = hostname.toLowerCase();
  const endpoints = entryPoints.flatMap((entryPoint) => entryPoint.endpoints);
  const own = endpoints.find((endpoint) => endpoint.hostname === name);
  if (own !== undefined) return own.region;
  if (!/\.amazonaws\.com(?:\.cn)?$/.test(name)) return 'unknown';
  const labels = name.split('.').filter((label) => regionLabel.test(label));
  const [only] = labels;
  return only !== undefined && labels.length === 1 ? only : 'unknown';
}

/** The one region all origins are in; `none` where they are in several, or one of them does not tell. */
export function findOnlyOriginRegion(origins: readonly Origin[]): RegionCode | 'none' {
  const regions = [...new Set(origins.map(({ region }) => region))];
  const [only] = regions;
  return only !== undefined && regions.length === 1 && only !== 'unknown' ? only : 'none';
}
