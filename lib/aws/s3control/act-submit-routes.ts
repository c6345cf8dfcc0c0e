import { SubmitMultiRegionAccessPointRoutesCommand } from '@aws-sdk/client-s3-control';
import type { RegionCode } from '../../domain/fleet';
import { act } from '../act';
import type { AwsEdge } from '../edge';
import type { ActAnswer, CallScope } from '../types';

/**
 * Makes routes of a Multi-Region Access Point active or passive, all or none, at the endpoint of the scope's region: one
 * of the five that AWS has for it. States are absolute: doing it twice changes nothing. What is not named stays as it is.
 */
export function actSubmitRoutes(
  edge: AwsEdge,
  scope: CallScope,
  accessPointArn: string,
  turns: readonly { readonly region: RegionCode; readonly to: 'active' | 'passive' }[],
): Promise<ActAnswer> {
  const named = { service: 's3control', action: 's3:SubmitMultiRegionAccessPointRoutes' } as const;
  return act(edge, scope, named, ({ client, signal }) => {
    const command = new SubmitMultiRegionAccessPointRoutesCommand({
      AccountId: scope.accountId,
      Mrap: accessPointArn,
      RouteUpdates: turns.map(({ region, to }) => ({
        Region: region,
        TrafficDialPercentage: to === 'active' ? 100 : 0,
      })),
    });
    return client.send(command, { abortSignal: signal });
  });
}
