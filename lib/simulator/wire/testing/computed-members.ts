import type { Operation } from '../service';

/**
 * Top-level members that an SDK client computes itself (checksums, lengths, keys, defaults): it would refuse or replace
 * sample values, so samples leave them out and comparisons ignore them.
 */
const computed: readonly { readonly operation: RegExp; readonly members: RegExp }[] = [
  // S3 (no other service has operations with these members).
  { operation: /./, members: /^(Checksum(Algorithm|Mode|Type|CRC|SHA|XX|MD5).*|ContentMD5|ExpiresString)$/ },
  { operation: /./, members: /^(CopySource)?SSECustomerKey(MD5)?$/ },
  { operation: /Object|^UploadPart$/, members: /^ContentLength$/ },
  { operation: /^CreateBucket$/, members: /^CreateBucketConfiguration$/ },
  // EC2 and RDS: the client signs a URL for the other region.
  { operation: /^CopySnapshot$/, members: /^(DestinationRegion|PresignedUrl)$/ },
];

export function isComputedByClient(operation: Operation, member: string): boolean {
  return computed.some((each) => each.operation.test(operation.name) && each.members.test(member));
}
