import { findKnownRegion } from '../../fleet/known-regions';
import type { Fleet, FleetRegion, RegionCode, Workload } from '../fleet';
import { sampleFleet } from './sample-entities';

/** Fleets as wide as screens must bear: the sample fleet in every region of AWS, and the largest one there may be. */

const regionCodes =
  'us-east-1 us-west-2 eu-central-1 ap-southeast-1 eu-west-1 us-east-2 us-west-1 ca-central-1 eu-west-2 eu-west-3 eu-north-1 eu-south-1 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-southeast-2 ap-southeast-3 ap-south-1 sa-east-1 ap-east-1 af-south-1 me-south-1 me-central-1 eu-central-2 eu-south-2 ap-south-2 ap-southeast-4 ca-west-1 il-central-1 us-gov-east-1'.split(
    ' ',
  );

const nouns =
  'orders search gallery ledger identity billing feed reports records loyalty shipping chat catalogue audit wallet tickets maps video journal profiles claims player documents vaults basket'.split(
    ' ',
  );

/** Thirty regions; Storefront serves from all of them. */
export function thirtyRegionFleet(): Fleet {
  const workloads = sampleFleet.workloads.map((workload) =>
    workload.strategy === 'active-active' ? spread(workload, regionCodes) : workload,
  );
  return { ...sampleFleet, regions: regionsOf(regionCodes), workloads };
}

/**
 * A hundred workloads over twenty regions: four of them everywhere, sixteen in three to five regions at once, and the
 * others with one standby.
 */
export function hundredWorkloadFleet(): Fleet {
  const codes = regionCodes.slice(0, 20);
  const more = Array.from({ length: 98 }, (_, number) => workloadOf(number, codes));
  return { ...sampleFleet, regions: regionsOf(codes), workloads: [...sampleFleet.workloads, ...more] };
}

function workloadOf(number: number, codes: readonly RegionCode[]): Workload {
  const isActive = number % 5 === 1;
  const template = sampleFleet.workloads.find(({ strategy }) => (strategy === 'active-active') === isActive);
  if (template === undefined) throw new Error('The sample fleet has both ways of serving');
  const count = !isActive ? 2 : number % 25 === 1 ? codes.length : 3 + (number % 3);
  const regions = Array.from({ length: count }, (_, place) => codes[(number * 7 + place) % codes.length] ?? 'none');
  const id = `${nouns[number % nouns.length]}-${String(1 + Math.floor(number / nouns.length)).padStart(2, '0')}`;
  const name = `${id.slice(0, 1).toUpperCase()}${id.slice(1).replace('-', ' ')}`;
  const tier = ([0, 1, 2, 3] as const)[number % 4] ?? 3;
  return spread({ ...template, id, name, tier, owner: `team-${1 + (number % 12)}` }, regions);
}

/** The workload with the same stores and entry point in these regions, home first. */
function spread(workload: Workload, codes: readonly RegionCode[]): Workload {
  const isActive = workload.strategy === 'active-active';
  return {
    ...workload,
    regions: codes.map((region, place) => ({
      region,
      role: isActive ? 'active' : place === 0 ? 'primary' : 'standby',
    })),
    entryPoints: workload.entryPoints.map((entryPoint) => ({
      ...entryPoint,
      hostname: `${workload.id}.acme.example`,
      endpoints: codes.map((region) => {
        const hostname = `${region}.${workload.id}.acme.example`;
        return { region, hostname, statusHostname: `status.${hostname}` };
      }),
    })),
    capacity: codes.map((region) => {
      const name = `${workload.id}-${region}`;
      return { region, loadBalancerName: name, autoScalingGroupName: name };
    }),
  };
}

function regionsOf(codes: readonly RegionCode[]): readonly FleetRegion[] {
  return codes.map((code) => {
    const known = findKnownRegion(code);
    if (known === undefined) throw new Error(`Where is ${code}?`);
    return { code, ...known };
  });
}
