import type { Call } from '../wire';

/** A key of the account itself, or with a `T` and what follows it a temporary one. */
const accessKeyPattern = /^SIM(\d{12})(T[0-9A-Z]{16})?$/;

/** The access key id of a simulated account: `SIM` and the twelve digits of the account. */
export function accessKeyOf(accountId: string): string {
  return `SIM${accountId}`;
}

/** Whether an access key is one of temporary credentials, which count only together with their session token. */
export function isTemporaryKey(accessKeyId: string): boolean {
  return accessKeyPattern.exec(accessKeyId)?.[2] !== undefined;
}

/** The account that a call is signed for, or undefined when its access key id is none of the simulator's. */
export function findAccount(call: Pick<Call, 'accessKeyId'>): string | undefined {
  return accessKeyPattern.exec(call.accessKeyId)?.[1];
}

/**
 * The account of a call that the door has let in.
 * @throws Error when the access key is foreign, which the door refuses before any operation runs.
 */
export function accountOf(call: Pick<Call, 'accessKeyId'>): string {
  const account = findAccount(call);
  if (account === undefined) throw new Error(`access key ${call.accessKeyId} names no simulated account`);
  return account;
}
