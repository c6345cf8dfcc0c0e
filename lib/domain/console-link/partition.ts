import type { RegionCode } from '../fleet';

/** AWS's closed worlds. A region of one is not known in the others. */
export const partitions = ['aws', 'aws-us-gov', 'aws-cn'] as const;
export type Partition = (typeof partitions)[number];

export interface PartitionFacts {
  /** Domain of the management console; regions are put before it where a page lives in one. */
  readonly console: string;
  /** Domain of the services' endpoints. */
  readonly endpoints: string;
}

export const partitionFacts: Readonly<Record<Partition, PartitionFacts>> = {
  aws: { console: 'console.aws.amazon.com', endpoints: 'amazonaws.com' },
  'aws-us-gov': { console: 'console.amazonaws-us-gov.com', endpoints: 'amazonaws.com' },
  'aws-cn': { console: 'console.amazonaws.cn', endpoints: 'amazonaws.com.cn' },
};

/** The partition of a region, by its name. */
export function partitionOf(region: RegionCode): Partition {
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return region.startsWith('cn-') ? 'aws-cn' : 'aws';
}
