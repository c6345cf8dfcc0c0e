import type { RegionCode } from '../domain/fleet';
import { UnusableAnswer } from './classify-failure';

/** `https://HOST/PATH` of AWS: signed requests go to nobody else, whatever a fleet file says. */
const awsHost = /\.(amazonaws\.com(\.cn)?|api\.aws)$/;

/**
 * Checks the address of an endpoint of one's own, such as one of the five of a routing cluster.
 *
 * @throws UnusableAnswer when it is not an https address of AWS in that region: the region's name signs the request.
 */
export function parseOwnEndpoint(endpoint: string, region: RegionCode): string {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const isBare = url?.username === '' && url.password === '' && url.search === '' && url.hash === '';
  const isThere = url?.hostname.split('.').includes(region) === true;
  if (url?.protocol !== 'https:' || !awsHost.test(url.hostname) || !isBare || !isThere) {
    throw new UnusableAnswer(
      `was not made: "${endpoint}" is not an https address of AWS in ${region}`,
      'Correct the endpoint in the fleet file; DescribeCluster of Application Recovery Controller gives all five.',
    );
  }
  return url.href;
}
