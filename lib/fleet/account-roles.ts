import type { AccountId, AssumedRoles, RegionCode } from '../domain/fleet';

/** The roles that stand in every account unless the fleet file names others. */
export const usualRoles = {
  reader: 'antipode-reader',
  writer: 'antipode-writer',
  failover: 'antipode-failover',
} as const;

const rolePattern = /^arn:(aws[a-z-]*):iam::(\d{12}):role\/(?:[!-.0-~]+\/)*[\w+=,.@-]{1,64}$/;
const roleNamePattern = /^(?:[!-.0-~]+\/)*[\w+=,.@-]{1,64}$/;

/** Whether a text names a role: `antipode-reader`, `path/antipode-reader`, or its whole ARN. */
export function isRole(text: string): boolean {
  return rolePattern.test(text) || (!text.startsWith('arn:') && roleNamePattern.test(text));
}

/** The account in a role's ARN; `any` for a bare name, which means the role of that name in whichever account. */
export function accountOfRole(role: string): AccountId | 'any' {
  return rolePattern.exec(role)?.[2] ?? 'any';
}

/** The account whose a resource with an account in its ARN is; empty where the ARN has none. */
export function accountOfArn(arn: string): AccountId {
  return arn.split(':')[4] ?? '';
}

/** The ARN of a role of an account; a role that is given as its ARN stays as it is. */
export function toRoleArn(role: string, accountId: AccountId, partition = 'aws'): string {
  return role.startsWith('arn:') ? role : `arn:${partition}:iam::${accountId}:role/${role}`;
}

/** The partition regions belong to, as ARNs name it: China and the US government have their own. */
export function partitionOf(regions: readonly RegionCode[]): string {
  const [first = ''] = regions;
  if (first.startsWith('cn-')) return 'aws-cn';
  return first.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** The usual roles of an account, for those who say the external id. */
export function usualRolesOf(accountId: AccountId, externalId: string): AssumedRoles {
  return {
    readerRoleArn: toRoleArn(usualRoles.reader, accountId),
    writerRoleArn: toRoleArn(usualRoles.writer, accountId),
    failoverRoleArn: toRoleArn(usualRoles.failover, accountId),
    externalId,
  };
}
