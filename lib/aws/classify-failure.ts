import type { SourceRefusal } from '../domain/entities';
import type { RegionCode } from '../domain/fleet';
import { formatClock } from '../domain/wording/moment';
import type { AwsCall } from './aws-call';
import { isRecord } from './is-record';
import { RoleNotAssumed } from './role-not-assumed';
import { servingRegionOf } from './serving-region';
import type { Answer, CallScope } from './types';
import { HeldBack, NotAsked } from './withheld';

/** Who ended the call: the deadline, the caller, or the call itself by failing. */
export type CallEnd = 'deadline' | 'cancelled' | 'own';

type FailedAnswer = Exclude<Answer<never>, { state: 'answered' }>;

/** What happened and what to do, as parts of a sentence. */
export interface Verdict {
  readonly state: FailedAnswer['state'];
  /** A policy does not allow it, as opposed to credentials that are not accepted. */
  readonly isAccessDenied?: true;
  /** Follows the call and its place: `did not answer within 4 s`. */
  readonly happened: string;
  readonly next: string;
}

/** An answer that arrived but cannot be used, in words that may be shown. */
export class UnusableAnswer extends Error {
  override readonly name = 'UnusableAnswer';
  readonly next: string;

  /** @param happened follows the name of the call: `answered without an account`. */
  constructor(happened: string, next: string) {
    super(happened);
    this.next = next;
  }
}

/** A failure of one of the further requests of a call, under its own action, so that the advice names the right one. */
export class FailedStep extends Error {
  override readonly name = 'FailedStep';
  readonly action: string;

  constructor(action: string, cause: unknown) {
    super(`${action} failed`, { cause });
    this.action = action;
  }
}

/** Marks whatever `request` fails with as a failure of `action`. @throws FailedStep */
export async function asStep<T>(action: string, request: Promise<T>): Promise<T> {
  try {
    return await request;
  } catch (error) {
    throw error instanceof UnusableAnswer ? error : new FailedStep(action, error);
  }
}

/**
 * Says how a call failed: the state a source gets, and one message that names the call, where it was made, what the
 * screen shows meanwhile and what to do next. The error's own text is never shown, since it may hold internals.
 */
export function classifyFailure(
  error: unknown,
  call: AwsCall,
  scope: Pick<CallScope, 'accountId' | 'region' | 'deadlineMs'> & {
    readonly servingRegion?: RegionCode;
    /** ARN of the role the call was made with; the engine's own credentials without it. */
    readonly roleArn?: string;
  },
  end: CallEnd,
): FailedAnswer {
  const region = scope.servingRegion ?? servingRegionOf(call.service, scope.region);
  const action = end === 'own' && error instanceof FailedStep ? error.action : call.action;
  if (error instanceof NotAsked) return sayNotAsked(error, call, scope.accountId, region);
  const facts = readFailure(error);
  if (facts.roleNotAssumed !== 'no' && end !== 'cancelled') {
    return sayRoleNotAssumed(facts.roleNotAssumed, call, scope.accountId, region);
  }
  const verdict = judge(facts, { action }, region, scope.deadlineMs, end, scope.roleArn);
  const asked = `${action} in ${region} (account ${scope.accountId})`;
  const message = `${asked} ${verdict.happened}. ${call.shows} from there keep their last values and age. ${verdict.next}`;
  const refused = verdict.state === 'denied' ? { refused: toRefusal(verdict, action, scope.roleArn) } : {};
  return { state: verdict.state, call: action, message, ...refused };
}

function toRefusal({ isAccessDenied }: Verdict, action: string, roleArn = 'own'): SourceRefusal {
  return { what: isAccessDenied ? 'action' : 'credentials', action, roleArn };
}

/** How one request of an action failed, by itself. */
export function judgeFailure(
  error: unknown,
  call: Pick<AwsCall, 'action'>,
  region: RegionCode,
  deadlineMs: number,
  end: CallEnd,
  roleArn?: string,
): Verdict {
  return judge(readFailure(error), call, region, deadlineMs, end, roleArn);
}

/** What the service itself said when it refused a request; `none` where it said nothing, or failed to. */
export function refusalIn(error: unknown): { readonly code: string; readonly text: string } | 'none' {
  const { codes, httpStatus } = readFailure(error);
  if (httpStatus === 'none' || httpStatus < 400 || httpStatus >= 500) return 'none';
  const [code = 'unnamed'] = [...codes].filter((one) => one !== 'Error');
  const text = isRecord(error) && typeof error.message === 'string' ? error.message : '';
  return { code, text };
}

/** Whether a request that failed so cannot have come to anybody: no name, or nobody who took the connection. */
export function isNeverConnected(error: unknown): boolean {
  const { codes } = readFailure(error);
  return [...nameCodes, 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN'].some((code) =>
    codes.has(code),
  );
}

/** Whether a request that failed so may well succeed in another region: nobody there, too busy, or not for this account. */
export function isLocalFailure(error: unknown, end: CallEnd): boolean {
  if (isSilence(error, end)) return true;
  const { codes, httpStatus } = readFailure(error);
  return (
    httpStatus === 429 || [...throttledCodes, ...credentialCodes, ...notEnabledCodes].some((code) => codes.has(code))
  );
}

/** Whether a call that ended so found nobody at the other end: unreachable, too late, or broken over there. */
export function isSilence(error: unknown, end: CallEnd): boolean {
  if (end === 'deadline') return true;
  if (end === 'cancelled') return false;
  const { unusable, heldBack, roleNotAssumed, codes, httpStatus } = readFailure(error);
  if (unusable !== 'no' || heldBack !== 'no' || roleNotAssumed !== 'no' || codes.has('AbortError')) return false;
  if (httpStatus !== 'none' && httpStatus < 500) return false;
  if (httpStatus !== 'none' && httpStatus !== 501) return true;
  return [...unreachableCodes, ...timedOutCodes, ...nameCodes].some((code) => codes.has(code));
}

/** The state is how the calls before it ended: nobody has asked since. */
function sayNotAsked(
  { until, silences, lastState }: NotAsked,
  { service, action, shows }: AwsCall,
  accountId: string,
  region: RegionCode,
): FailedAnswer {
  const calls = silences === 1 ? 'the last call' : `the last ${silences} calls`;
  const how = lastState === 'failed' ? 'met an error of the service' : 'did not answer';
  const message =
    `${action} in ${region} (account ${accountId}) is not asked until ${formatClock(until, 'second')}: ` +
    `${calls} to ${service} in ${region} ${how}. ${shows} from there keep their last values and age. ` +
    'One call will then try again, and the others follow as soon as it is answered.';
  return { state: lastState, call: action, message, notAskedUntil: until };
}

/** Every call of an account ends so while the engine is not in it; the state is how asking for the role ended. */
function sayRoleNotAssumed(
  { trouble, until }: RoleNotAssumed,
  { action, shows }: AwsCall,
  accountId: string,
  region: RegionCode,
): FailedAnswer {
  const again = until === undefined ? '' : `, and is asked again at ${formatClock(until, 'second')}`;
  const message =
    `${action} in ${region} (account ${accountId}) is not asked, because the role ${trouble.roleArn} is not given: ` +
    `sts:AssumeRole ${trouble.happened}${again}. ${shows} from there keep their last values and age. ${trouble.next}`;
  const call = 'sts:AssumeRole';
  const { roleArn } = trouble;
  const refused = trouble.state === 'denied' ? { refused: { what: 'role', action: call, roleArn } as const } : {};
  const answer = { state: trouble.state, call, message, ...refused };
  return until === undefined ? answer : { ...answer, notAskedUntil: until };
}

/** The few facts of an error that decide; everything else in it stays unseen. */
interface FailureFacts {
  readonly unusable: UnusableAnswer | 'no';
  readonly heldBack: HeldBack | 'no';
  readonly roleNotAssumed: RoleNotAssumed | 'no';
  /** Error names and codes, the SDK's and the wire's: a query-compatible service gives two for one error. */
  readonly codes: ReadonlySet<string>;
  readonly httpStatus: number | 'none';
}

function readFailure(error: unknown): FailureFacts {
  const codes = new Set<string>();
  let httpStatus: number | 'none' = 'none';
  let heldBack: HeldBack | 'no' = 'no';
  let roleNotAssumed: RoleNotAssumed | 'no' = 'no';
  let current: unknown = error;
  for (let depth = 0; depth < 5 && isRecord(current); depth += 1) {
    if (current instanceof HeldBack) heldBack = current;
    if (current instanceof RoleNotAssumed) roleNotAssumed = current;
    for (const code of [current.name, current.code, current.Code]) if (typeof code === 'string') codes.add(code);
    if (isRecord(current.Error) && typeof current.Error.Code === 'string') codes.add(current.Error.Code);
    const status = isRecord(current.$metadata) ? current.$metadata.httpStatusCode : undefined;
    if (httpStatus === 'none' && typeof status === 'number') httpStatus = status;
    current = current.cause;
  }
  return { unusable: error instanceof UnusableAnswer ? error : 'no', heldBack, roleNotAssumed, codes, httpStatus };
}

function judge(
  facts: FailureFacts,
  call: Pick<AwsCall, 'action'>,
  region: string,
  deadlineMs: number,
  end: CallEnd,
  roleArn = 'own',
): Verdict {
  const has = (codes: readonly string[]) => codes.some((code) => facts.codes.has(code));
  if (end === 'cancelled') return cancelled;
  if (end === 'deadline') return timedOut(`did not answer within ${toSecondsText(deadlineMs)}`, region);
  if (facts.unusable !== 'no') {
    return { state: 'failed', happened: facts.unusable.message, next: facts.unusable.next };
  }
  if (facts.heldBack !== 'no') return keptBack(facts.heldBack, region);
  // The SDK calls some broken connections TimeoutError too; the code tells them apart.
  if (has(nameCodes)) return nameNotFound(region);
  if (has(unreachableCodes)) return unreachable(region);
  if (has(timedOutCodes)) return timedOut('did not answer in time', region);
  if (has(['AbortError'])) return cancelled;
  if (has(throttledCodes) || facts.httpStatus === 429) return throttled(call, region);
  return judgeDenied(facts, has, call, region, roleArn) ?? judgeFailed(facts, has, region);
}

const nameCodes = ['ENOTFOUND', 'EAI_AGAIN'];
const unreachableCodes = [
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENETDOWN',
  'EPIPE',
];
const timedOutCodes = ['ETIMEDOUT', 'ESOCKETTIMEDOUT', 'TimeoutError', 'RequestTimeout', 'RequestTimeoutException'];
const throttledCodes = [
  'Throttling',
  'ThrottlingException',
  'ThrottledException',
  'RequestThrottled',
  'RequestThrottledException',
  'RequestLimitExceeded',
  'TooManyRequestsException',
  'ProvisionedThroughputExceededException',
  'BandwidthLimitExceeded',
  'SlowDown',
  'LimitExceededException',
  'PriorRequestNotComplete',
];
const credentialCodes = [
  'UnrecognizedClientException',
  'InvalidClientTokenId',
  'InvalidClientTokenIdException',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
  'IncompleteSignature',
  'AuthFailure',
];
const notEnabledCodes = ['OptInRequired', 'RegionDisabledException'];
const expiredCodes = ['ExpiredToken', 'ExpiredTokenException'];
const skewedCodes = ['RequestTimeTooSkewed', 'RequestExpired', 'RequestInTheFuture'];
const signatureCodes = ['SignatureDoesNotMatch', 'InvalidSignatureException'];
const noCredentialsCodes = ['CredentialsProviderError', 'TokenProviderError', 'ProviderError'];
const accessCodes = [
  'AccessDenied',
  'AccessDeniedException',
  'UnauthorizedOperation',
  'NotAuthorized',
  'NotAuthorizedException',
];
const certificateCodes = [
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'CERT_HAS_EXPIRED',
];

const cancelled: Verdict = {
  state: 'timed-out',
  happened: 'was cancelled by the console before it was answered',
  next: 'Nothing needs doing: it is asked again on its next turn.',
};

function timedOut(happened: string, region: string): Verdict {
  return {
    state: 'timed-out',
    happened,
    next: `This alone does not say that ${region} is down: compare it with the probes of the endpoints there and with AWS Health.`,
  };
}

function unreachable(region: string): Verdict {
  return {
    state: 'unreachable',
    happened: 'could not be reached: the connection was refused or broken off',
    next: `This alone does not say that ${region} is down: compare it with the probes of the endpoints there, and check the console's own network if other regions fail too.`,
  };
}

function nameNotFound(region: string): Verdict {
  return {
    state: 'unreachable',
    happened: 'could not be reached: the name of its endpoint did not resolve',
    next: `Check the DNS resolver of this machine, and whether ${region} is a region of this partition.`,
  };
}

function throttled(call: Pick<AwsCall, 'action'>, region: string): Verdict {
  return {
    state: 'throttled',
    happened: 'was throttled',
    next: `It is asked again on its next turn. If it stays, raise the quota of ${call.action} in ${region} or look for another client of this account that calls it often.`,
  };
}

function keptBack({ quota, perSecond }: HeldBack, region: string): Verdict {
  return {
    state: 'throttled',
    happened: `was held back by the console itself: it calls ${quota} in ${region} at most ${perSecond} times a second, half of what AWS allows, and its turn would have come too late`,
    next: 'It is asked again on its next turn. If it stays, fewer workloads or accounts must share one console.',
  };
}

function judgeDenied(
  facts: FailureFacts,
  has: (codes: readonly string[]) => boolean,
  call: Pick<AwsCall, 'action'>,
  region: string,
  roleArn: string,
): Verdict | undefined {
  if (has(['SubscriptionRequiredException'])) {
    return {
      state: 'no-support-plan',
      happened: 'is not open to this account: it has no support plan, which this API needs',
      next: 'Subscribe the account to a Business or Enterprise support plan, or read the public AWS Health Dashboard beside this console.',
    };
  }
  if (has(notEnabledCodes)) {
    return {
      state: 'region-not-enabled',
      happened: 'was denied: the region is not enabled for the account',
      next: `Enable ${region} in the account's settings, or take it out of the fleet.`,
    };
  }
  if (has(noCredentialsCodes)) {
    return {
      state: 'denied',
      happened: 'was not made: no AWS credentials were found for the engine',
      next: 'Give the engine a role or a profile of the account.',
    };
  }
  if (has(expiredCodes)) {
    return {
      state: 'credentials-expired',
      happened: 'was denied: the credentials have expired, and those the engine renewed them with have as well',
      next: "Renew the engine's credentials for the account; it is asked again on its next turn.",
    };
  }
  if (has(skewedCodes)) {
    return {
      state: 'clock-skewed',
      happened: "was denied: the clock of the engine's machine is too far from that of AWS, even after one correction",
      next: 'Set the clock of this machine; check that its time service runs.',
    };
  }
  if (has(credentialCodes)) {
    return {
      state: 'denied',
      happened: 'was denied: the credentials are unknown, or not valid in this region',
      next: `Renew the engine's credentials; if only ${region} refuses them, check that it is enabled for the account.`,
    };
  }
  if (has(signatureCodes)) {
    return {
      state: 'denied',
      happened: 'was denied: the signature was not accepted',
      next: "Check this machine's clock first, then the engine's secret key.",
    };
  }
  if (has(accessCodes) || facts.httpStatus === 401 || facts.httpStatus === 403) {
    return {
      state: 'denied',
      isAccessDenied: true,
      happened: 'was denied',
      next: `Allow ${call.action} to ${roleArn === 'own' ? "the engine's role" : roleArn}, and check that no organisation policy forbids it in ${region}.`,
    };
  }
  return undefined;
}

function judgeFailed(facts: FailureFacts, has: (codes: readonly string[]) => boolean, region: string): Verdict {
  if (has(certificateCodes)) {
    return {
      state: 'failed',
      happened: 'was not made: the certificate of the endpoint could not be trusted',
      next: 'Check whether a proxy stands between this machine and AWS, and give Node its certificate authority.',
    };
  }
  if (facts.httpStatus === 501) {
    return {
      state: 'failed',
      happened: 'is not offered by the endpoint',
      next: 'Check the versions of the console and of what it talks to.',
    };
  }
  if (facts.httpStatus !== 'none' && facts.httpStatus >= 500) {
    return {
      state: 'failed',
      happened: `was answered with an error of the service (${facts.httpStatus})`,
      next: `It is asked again on its next turn; look for ${region} in AWS Health.`,
    };
  }
  if (facts.httpStatus !== 'none' && facts.httpStatus >= 400) {
    return {
      state: 'failed',
      happened: `was refused as a request that is not valid (${facts.httpStatus})`,
      next: 'Check that the names in the fleet file exist in this account and region.',
    };
  }
  return {
    state: 'failed',
    happened: 'gave an answer that could not be read',
    next: 'Check whether a proxy stands between this machine and AWS.',
  };
}

function toSecondsText(milliseconds: number): string {
  return `${Math.round(Math.max(0, milliseconds) / 100) / 10} s`;
}
