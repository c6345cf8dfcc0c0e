import type {
  Accelerator,
  DescribeAcceleratorRequest,
  DescribeAcceleratorResponse,
  ListAcceleratorsRequest,
  ListAcceleratorsResponse,
  ListListenersRequest,
  ListListenersResponse,
} from '@aws-sdk/client-global-accelerator';
import { AwsError, type Call } from '../../wire';
import type { SimulatedAccelerator } from '../../world/accelerators';
import type { World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { foundingDate } from '../stable-id';
import { acceleratorPage } from './page';

/** Global Accelerator ListAccelerators. @throws AwsError InvalidArgumentException, InvalidNextTokenException */
export function listAccelerators(
  input: Given<ListAcceleratorsRequest>,
  world: World,
  call: Call,
): ListAcceleratorsResponse {
  const page = acceleratorPage(world.accelerators(accountOf(call)), input, undefined, call);
  return { Accelerators: page.items.map(toAccelerator), NextToken: page.nextToken };
}

/** Global Accelerator DescribeAccelerator. @throws AwsError AcceleratorNotFoundException */
export function describeAccelerator(
  input: Given<DescribeAcceleratorRequest>,
  world: World,
  call: Call,
): DescribeAcceleratorResponse {
  return { Accelerator: toAccelerator(findAccelerator(input.AcceleratorArn, world, call)) };
}

/** Global Accelerator ListListeners of one accelerator. @throws AwsError AcceleratorNotFoundException */
export function listListeners(input: Given<ListListenersRequest>, world: World, call: Call): ListListenersResponse {
  const { listener } = findAccelerator(input.AcceleratorArn, world, call);
  const page = acceleratorPage([listener], input, input.AcceleratorArn, call);
  return {
    Listeners: page.items.map(({ arn, port }) => ({
      ListenerArn: arn,
      PortRanges: [{ FromPort: port, ToPort: port }],
      Protocol: 'TCP',
      ClientAffinity: 'NONE',
    })),
    NextToken: page.nextToken,
  };
}

function findAccelerator(arn: string, world: World, call: Call): SimulatedAccelerator {
  const found = world.accelerators(accountOf(call)).find((each) => each.arn === arn);
  if (found === undefined) throw new AwsError('AcceleratorNotFoundException', `No accelerator ${arn} exists.`);
  return found;
}

function toAccelerator({ addresses, arn, dnsName, name }: SimulatedAccelerator): Accelerator {
  return {
    AcceleratorArn: arn,
    Name: name,
    IpAddressType: 'IPV4',
    Enabled: true,
    IpSets: [{ IpFamily: 'IPv4', IpAddresses: [...addresses], IpAddressFamily: 'IPv4' }],
    DnsName: dnsName,
    Status: 'DEPLOYED',
    CreatedTime: foundingDate,
    LastModifiedTime: foundingDate,
  };
}
