import {
  GetMultiRegionAccessPointRoutesCommand,
  type MultiRegionAccessPointRoute as WireRoute,
} from '@aws-sdk/client-s3-control';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import { toEach } from '../notices';
import type { Answer, CallScope } from '../types';
import type { AccessPointRoute } from './readings';

const call: AwsCall<'s3control'> = {
  service: 's3control',
  action: 's3:GetMultiRegionAccessPointRoutes',
  shows: 'Routes of Multi-Region Access Points',
};

/** Reads the routes of a Multi-Region Access Point at the endpoint of the scope's region, one of five. */
export function fetchRoutes(
  edge: AwsEdge,
  scope: CallScope,
  accessPointArn: string,
): Promise<Answer<readonly AccessPointRoute[]>> {
  return ask(edge, scope, call, async ({ client, signal }) => {
    const command = new GetMultiRegionAccessPointRoutesCommand({ AccountId: scope.accountId, Mrap: accessPointArn });
    const { Routes = [] } = await client.send(command, { abortSignal: signal });
    const notices: string[] = [];
    const told = (sentence: string) => notices.push(sentence);
    return { value: toEach(Routes, toRoute, told, 'routes of access points'), notices };
  });
}

function toRoute({ Bucket: bucket, Region: region, TrafficDialPercentage: dial }: WireRoute) {
  if (!bucket || !region) return 'incomplete';
  const state = dial === 100 ? 'active' : dial === 0 ? 'passive' : 'unknown';
  return { bucket, region, state } satisfies AccessPointRoute;
}
