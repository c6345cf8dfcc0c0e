import type { Expression } from '@aws-sdk/client-cost-explorer';
import type { CallScope } from '../types';

/**
 * The account's own costs and no other's: the management account of an organization would be told those of all, and what
 * each tells for itself would be counted twice.
 */
export function ownAccountOnly({ accountId }: CallScope): Expression {
  return { Dimensions: { Key: 'LINKED_ACCOUNT', Values: [accountId] } };
}
