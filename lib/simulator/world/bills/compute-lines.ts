import type { FleetResources } from '../simulated-fleet';
import type { SimulatedAutoScalingGroup, SimulatedLoadBalancer } from '../types';
import type { BillLine } from './bill-line';
import type { DemandBook } from './billed-demand';
import { type BillingDeclaration, committedIn } from './billing';
import { instanceType } from './commitment-lines';
import { internetPrice, priceIn } from './list-prices';
import { type LineWriter, perRequest } from './write-line';

const volumeGb = 50;
const natGatewaysPerRegion = 2;
const answerGb = 24e-6;
export const requestsPerCapacityUnit = 90_000;

function groupLines(
  { regionalLine }: LineWriter,
  demands: DemandBook,
  group: SimulatedAutoScalingGroup,
  billing: BillingDeclaration,
): BillLine[] {
  const { region, workload } = group;
  // What never came up is not billed.
  const running = group.instances.filter((instance) => instance.state === 'InService').length;
  const place = `${workload}/${region}`;
  const { reserved, planned } = committedIn(billing, place);
  if (reserved + planned > running) throw new Error(`More instances are committed to in ${place} than run there.`);
  const other = { service: 'EC2 - Other', region, workload };
  const demand = demands.in(workload, region);
  const lines = [
    regionalLine(
      { service: 'Amazon Elastic Compute Cloud - Compute', region, workload },
      `BoxUsage:${instanceType}`,
      'Hrs',
      priceIn(region, 'instanceHour'),
      {
        course: { kind: 'steady', perHour: running - reserved - planned },
        follows: { instances: { place, after: reserved + planned } },
      },
    ),
    regionalLine(other, 'EBS:VolumeUsage.gp3', 'GB-Mo', priceIn(region, 'volumeGbMonth'), {
      kind: 'monthly',
      perMonth: running * volumeGb,
    }),
    regionalLine(other, 'NatGateway-Hours', 'Hrs', priceIn(region, 'natGatewayHour'), {
      kind: 'steady',
      perHour: natGatewaysPerRegion,
    }),
  ];
  if (demand === undefined) return lines;
  return [
    ...lines,
    regionalLine(other, 'NatGateway-Bytes', 'GB', priceIn(region, 'natGatewayGb'), perRequest(demand, answerGb / 8)),
    regionalLine(
      other,
      'DataTransfer-Regional-Bytes',
      'GB',
      priceIn(region, 'crossZoneGb'),
      perRequest(demand, answerGb),
    ),
    regionalLine(other, 'DataTransfer-Out-Bytes', 'GB', internetPrice(region), perRequest(demand, answerGb)),
  ];
}

function balancerLines(
  { regionalLine }: LineWriter,
  demands: DemandBook,
  { region, workload }: SimulatedLoadBalancer,
): BillLine[] {
  const place = { service: 'Amazon Elastic Load Balancing', region, workload };
  const demand = demands.in(workload, region);
  return [
    regionalLine(place, 'LoadBalancerUsage', 'Hrs', priceIn(region, 'loadBalancerHour'), {
      kind: 'steady',
      perHour: 1,
    }),
    ...(demand === undefined
      ? []
      : [
          regionalLine(
            place,
            'LCUUsage',
            'LCU-Hrs',
            priceIn(region, 'loadBalancerUnitHour'),
            perRequest(demand, 1 / requestsPerCapacityUnit),
          ),
        ]),
  ];
}

/** Servers, their disks and networks, and what stands before them. */
export function computeLines(
  writer: LineWriter,
  demands: DemandBook,
  { autoScalingGroups, loadBalancers }: FleetResources,
  billing: BillingDeclaration,
): BillLine[] {
  return [
    ...autoScalingGroups.flatMap((group) => groupLines(writer, demands, group, billing)),
    ...loadBalancers.flatMap((balancer) => balancerLines(writer, demands, balancer)),
  ];
}
