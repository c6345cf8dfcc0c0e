import type {
  GetRoutingControlStateRequest,
  GetRoutingControlStateResponse,
  ListRoutingControlsRequest,
  ListRoutingControlsResponse,
} from '@aws-sdk/client-route53-recovery-cluster';
import type { Call } from '../../wire';
import type { World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { pageScope, takePage } from '../take-page';
import { clusterValidationError, noSuchResource } from './refuse';

const defaultPageSize = 500;
const mostResults = 1000;

/** ARC ListRoutingControls, of one control panel or of all. @throws AwsError ValidationException, ResourceNotFoundException */
export function listRoutingControls(
  input: Given<ListRoutingControlsRequest>,
  world: World,
  call: Call,
): ListRoutingControlsResponse {
  const { ControlPanelArn, MaxResults = defaultPageSize, NextToken } = input;
  if (!(MaxResults >= 1 && MaxResults <= mostResults)) {
    throw clusterValidationError('MaxResults', `MaxResults must be between 1 and ${mostResults}`);
  }
  const all = world.routingControls(accountOf(call));
  const found = all.filter((each) => ControlPanelArn === undefined || each.controlPanelArn === ControlPanelArn);
  if (ControlPanelArn !== undefined && found.length === 0) throw noSuchResource('control panel', ControlPanelArn);
  const page = takePage(found, (each) => each.arn, {
    // Every endpoint knows the same, so another of them may give the next page.
    scope: pageScope({ ...call, region: '' }, ControlPanelArn),
    limit: MaxResults,
    token: NextToken,
    refuseToken: () => clusterValidationError('NextToken', 'NextToken is not valid'),
  });
  return {
    RoutingControls: page.items.map((each) => ({
      ControlPanelArn: each.controlPanelArn,
      ControlPanelName: each.controlPanelName,
      RoutingControlArn: each.arn,
      RoutingControlName: each.name,
      RoutingControlState: each.on ? 'On' : 'Off',
      Owner: accountOf(call),
    })),
    NextToken: page.nextToken,
  };
}

/** ARC GetRoutingControlState. @throws AwsError ResourceNotFoundException */
export function getRoutingControlState(
  input: Given<GetRoutingControlStateRequest>,
  world: World,
  call: Call,
): GetRoutingControlStateResponse {
  const found = world.routingControls(accountOf(call)).find((each) => each.arn === input.RoutingControlArn);
  if (found === undefined) throw noSuchResource('routing control', input.RoutingControlArn);
  return {
    RoutingControlArn: found.arn,
    RoutingControlName: found.name,
    RoutingControlState: found.on ? 'On' : 'Off',
  };
}
