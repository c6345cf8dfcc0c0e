import type {
  AvailabilityZone,
  DescribeAvailabilityZonesRequest,
  DescribeAvailabilityZonesResult,
  DescribeRegionsRequest,
  DescribeRegionsResult,
  Region,
} from '@aws-sdk/client-ec2';
import type { Call } from '../../wire';
import { zonesOf } from '../../world/networks';
import type { World } from '../../world/types';
import type { Given } from '../given';
import { invalidEc2Parameter } from './describe-page';

/** Regions of AWS that an account has only when it asks for them. */
const optionalRegions = [
  'af-south-1',
  'ap-east-1',
  'ap-southeast-3',
  'ca-west-1',
  'eu-central-2',
  'eu-south-1',
  'il-central-1',
  'me-central-1',
  'me-south-1',
];

/**
 * EC2 DescribeRegions: the regions of the fleet, and with AllRegions those that the account has not opted in to, which
 * do not know its keys.
 * @throws AwsError InvalidParameterValue
 */
export function describeRegions(input: Given<DescribeRegionsRequest>, world: World): DescribeRegionsResult {
  const { AllRegions = false, RegionNames = [], Filters = [] } = input;
  const enabled = world.regions.map(({ code }) =>
    toRegion(code, optionalRegions.includes(code) ? 'opted-in' : 'opt-in-not-required'),
  );
  const others = optionalRegions
    .filter((code) => !world.regions.some((each) => each.code === code))
    .map((code) => toRegion(code, 'not-opted-in'));
  const all = [...enabled, ...others].toSorted((left, right) =>
    (left.RegionName ?? '') < (right.RegionName ?? '') ? -1 : 1,
  );
  const unknown = RegionNames.find((name) => !all.some((each) => each.RegionName === name));
  if (unknown !== undefined) throw invalidEc2Parameter(`Invalid region provided: ${unknown}`);
  const found = all
    .filter((each) => AllRegions || RegionNames.length > 0 || each.OptInStatus !== 'not-opted-in')
    .filter((each) => RegionNames.length === 0 || RegionNames.includes(each.RegionName ?? ''))
    .filter((each) => Filters.every(({ Name = '', Values = [] }) => Values.includes(valueUnder(each, Name))));
  return { Regions: found };
}

function toRegion(code: string, OptInStatus: string): Region {
  return { RegionName: code, Endpoint: `ec2.${code}.amazonaws.com`, OptInStatus };
}

function valueUnder(region: Region, name: string): string {
  if (name === 'region-name') return region.RegionName ?? '';
  if (name === 'opt-in-status') return region.OptInStatus ?? '';
  if (name === 'endpoint') return region.Endpoint ?? '';
  throw invalidEc2Parameter(`The filter '${name}' is invalid`);
}

/** EC2 DescribeAvailabilityZones of the region. @throws AwsError InvalidParameterValue */
export function describeAvailabilityZones(
  input: Given<DescribeAvailabilityZonesRequest>,
  world: World,
  call: Call,
): DescribeAvailabilityZonesResult {
  const { ZoneNames = [], ZoneIds = [], Filters = [] } = input;
  if (Filters.length > 0) throw invalidEc2Parameter(`The filter '${Filters[0]?.Name}' is invalid`);
  const short = world.regions.find(({ code }) => code === call.region)?.short ?? call.region;
  const all = zonesOf(call.region).map((name, index) => toZone(name, `${short}-az${index + 1}`, call.region));
  const unknown = [
    ...ZoneNames.filter((name) => !all.some((zone) => zone.ZoneName === name)),
    ...ZoneIds.filter((id) => !all.some((zone) => zone.ZoneId === id)),
  ];
  if (unknown.length > 0) throw invalidEc2Parameter(`Invalid availability zone: [${unknown.join(', ')}]`);
  return {
    AvailabilityZones: all
      .filter((zone) => ZoneNames.length === 0 || ZoneNames.includes(zone.ZoneName ?? ''))
      .filter((zone) => ZoneIds.length === 0 || ZoneIds.includes(zone.ZoneId ?? '')),
  };
}

function toZone(name: string, id: string, region: string): AvailabilityZone {
  return {
    ZoneName: name,
    ZoneId: id,
    RegionName: region,
    GroupName: region,
    NetworkBorderGroup: region,
    ZoneType: 'availability-zone',
    State: 'available',
    OptInStatus: 'opt-in-not-required',
  };
}
