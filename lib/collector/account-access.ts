import type { AccountAccess } from '@/lib/aws';
import type { AccountId, Fleet } from '@/lib/domain/fleet';

/**
 * How an account of the fleet is reached. Its roles are asked for in the regions of its own workloads first, in the
 * order of the fleet, then in the others.
 *
 * @throws Error for an account the fleet does not have: nothing may be asked there, least of all as somebody else.
 */
export function toAccountAccess(fleet: Fleet, accountId: AccountId): AccountAccess {
  const account = fleet.accounts.find(({ id }) => id === accountId);
  if (account === undefined) throw new Error(`Account ${accountId} is not part of the fleet.`);
  if (account.assume === undefined) return { by: 'own-credentials' };
  const { readerRoleArn, writerRoleArn, failoverRoleArn, externalId } = account.assume;
  const own = fleet.workloads.filter((workload) => workload.accountId === accountId);
  const codes = fleet.regions.map(({ code }) => code);
  const isOwn = (code: string) => own.some(({ regions }) => regions.some(({ region }) => region === code));
  return {
    by: 'assumed-role',
    roleArns: { read: readerRoleArn, write: writerRoleArn, recover: failoverRoleArn },
    externalId,
    regions: [...codes.filter(isOwn), ...codes.filter((code) => !isOwn(code))],
  };
}
