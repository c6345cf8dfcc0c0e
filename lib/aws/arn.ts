import type { AccountId, RegionCode } from '../domain/fleet';

export interface ArnParts {
  readonly service: string;
  readonly region: RegionCode;
  readonly accountId: AccountId;
  /** Everything after the account. */
  readonly resource: string;
}

/** Splits `arn:partition:service:region:account:resource`; `not-an-arn` for anything else. */
export function parseArn(arn: string): ArnParts | 'not-an-arn' {
  const [prefix, partition, service, region, accountId, ...resource] = arn.split(':');
  if (prefix !== 'arn' || !partition || !service || region === undefined || accountId === undefined)
    return 'not-an-arn';
  if (resource.length === 0) return 'not-an-arn';
  return { service, region, accountId, resource: resource.join(':') };
}
