import { setTimeout as sleep } from 'node:timers/promises';
import type { STSClient } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentity } from '@smithy/types';
import type { AccountId, RegionCode } from '../domain/fleet';
import type { AccountAccess, FindAccountAccess, RolePurpose } from './account-access';
import type { BreakerRules } from './breaker';
import { type CallEnd, isLocalFailure, judgeFailure } from './classify-failure';
import type { EdgeClock } from './edge-clock';
import { RoleNotAssumed, type RoleTrouble } from './role-not-assumed';
import { assumeRole, sessionSeconds } from './sts/assume-role';

export interface RoleCredentialsSettings {
  readonly findAccess: FindAccountAccess;
  readonly sessionName: string;
  /** A region's STS, asked with the engine's own credentials; these are also what own accounts are asked with. */
  readonly stsFor: (region: RegionCode) => STSClient;
  readonly clock: EdgeClock;
  /** How long a role that was not given is not asked for. */
  readonly pauses: Pick<BreakerRules, 'firstPauseMs' | 'longestPauseMs'>;
}

type AssumedAccess = Extract<AccountAccess, { by: 'assumed-role' }>;

/** Credentials of a role with their moments on the edge's clock, in wall milliseconds. */
interface Session {
  readonly identity: AwsCredentialIdentity;
  readonly since: number;
  readonly refreshFrom: number;
  readonly usableUntil: number;
  readonly endsAt: number;
}

interface Failure {
  readonly trouble: RoleTrouble;
  readonly until: number;
  readonly pauseMs: number;
}

type Attempt =
  | { readonly state: 'given'; readonly region: RegionCode; readonly session: Session }
  | { readonly state: 'failed'; readonly region: RegionCode; readonly error: unknown; readonly end: CallEnd };

interface Kept {
  session: Session | 'none';
  asking: Promise<Session> | 'not-asking';
  failure: Failure | 'none';
}

const minuteMs = 60_000;
/** Credentials are not used in their last minutes, unless there are no others: a call may take a while to arrive. */
const lastMinutesMs = 5 * minuteMs;
/** Others are asked for so long before that, and up to as much earlier again by chance, so that roles take turns. */
const aheadMs = 5 * minuteMs;
const jitterMs = 2 * minuteMs;
/** One region's STS may take so long; the next one is asked beside it a good deal earlier. */
const attemptMs = 4000;
const patienceMs = 1000;
/** What was renewed so shortly ago is not renewed again for a call that was sent before. */
const justNowMs = 5000;

/**
 * The credentials of every account and role. They are asked for in one region after the other, kept until five minutes
 * before they end and renewed ahead of that; for one role there is one question under way at most. A role that is not
 * given is not asked for again for a while: until then every call of the account fails in the same words.
 */
export class RoleCredentials {
  readonly #kept = new Map<string, Kept>();
  /** Regions whose STS did not answer, by when that was: they are asked last, the longest ago first. */
  readonly #dark = new Map<RegionCode, number>();

  constructor(private readonly settings: RoleCredentialsSettings) {}

  /**
   * Credentials for an account in a region.
   *
   * @param forceRefresh those of before were refused as expired.
   * @throws RoleNotAssumed; for an account of the engine's own credentials what the SDK's provider chain throws.
   */
  async get(
    accountId: AccountId,
    purpose: RolePurpose,
    region: RegionCode,
    { forceRefresh = false }: { readonly forceRefresh?: boolean } = {},
  ): Promise<AwsCredentialIdentity> {
    const access = this.settings.findAccess(accountId);
    if (access.by === 'own-credentials') return this.settings.stsFor(region).config.credentials({ forceRefresh });
    return this.#getAssumed(accountId, purpose, access, forceRefresh);
  }

  /** Waits until the engine is in an account. @throws RoleNotAssumed when it is not let in */
  async enter(accountId: AccountId, purpose: RolePurpose): Promise<void> {
    const access = this.settings.findAccess(accountId);
    if (access.by === 'assumed-role') await this.#getAssumed(accountId, purpose, access, false);
  }

  /** The ARN of the role calls of an account are made with; `own` for the engine's own credentials. */
  roleArnOf(accountId: AccountId, purpose: RolePurpose): string | 'own' {
    const access = this.settings.findAccess(accountId);
    return access.by === 'own-credentials' ? 'own' : access.roleArns[purpose];
  }

  /** Why a call that waited for its role until its own deadline was not made. */
  waitedInVain(accountId: AccountId, purpose: RolePurpose): RoleNotAssumed {
    return new RoleNotAssumed({
      accountId,
      roleArn: this.roleArnOf(accountId, purpose),
      state: 'timed-out',
      happened: 'was not answered by any region so far',
      next: anotherRegion,
    });
  }

  async #getAssumed(accountId: AccountId, purpose: RolePurpose, access: AssumedAccess, forceRefresh: boolean) {
    const { clock } = this.settings;
    const kept = this.#find(access, purpose);
    const now = clock.nowMs();
    if (forceRefresh && kept.session !== 'none' && now - kept.session.since > justNowMs) kept.session = 'none';
    const { session, failure } = kept;
    const isPaused = failure !== 'none' && now < failure.until;
    const ask = () => this.#askOnce(kept, accountId, purpose, access);
    if (session !== 'none' && now < session.usableUntil) {
      // Whoever needs them next finds them renewed, or hears why not.
      if (now >= session.refreshFrom && !isPaused) ask().catch(() => 'kept as a failure');
      return session.identity;
    }
    const isStillGood = () => session !== 'none' && kept.session === session && clock.nowMs() < session.endsAt;
    if (isPaused) {
      if (session !== 'none' && isStillGood()) return session.identity;
      throw new RoleNotAssumed(failure.trouble, clock.fleetTimeIn(failure.until - now));
    }
    try {
      return (await ask()).identity;
    } catch (error) {
      if (session !== 'none' && isStillGood()) return session.identity;
      throw error;
    }
  }

  #find({ roleArns, externalId }: AssumedAccess, purpose: RolePurpose): Kept {
    const key = `${roleArns[purpose]} ${externalId}`;
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    const made: Kept = { session: 'none', asking: 'not-asking', failure: 'none' };
    this.#kept.set(key, made);
    return made;
  }

  #askOnce(kept: Kept, accountId: AccountId, purpose: RolePurpose, access: AssumedAccess): Promise<Session> {
    if (kept.asking !== 'not-asking') return kept.asking;
    const asking = this.#ask(accountId, purpose, access)
      .then(
        (session) => {
          kept.session = session;
          kept.failure = 'none';
          return session;
        },
        (error: unknown) => {
          if (error instanceof RoleNotAssumed) kept.failure = this.#pause(kept.failure, error.trouble);
          throw error;
        },
      )
      .finally(() => {
        kept.asking = 'not-asking';
      });
    kept.asking = asking;
    return asking;
  }

  #pause(before: Failure | 'none', trouble: RoleTrouble): Failure {
    const { firstPauseMs, longestPauseMs } = this.settings.pauses;
    const pauseMs = Math.min(longestPauseMs, before === 'none' ? firstPauseMs : before.pauseMs * 2);
    // Up to a fifth shorter by chance, so that the roles of many accounts are not asked for all at once.
    const until = this.settings.clock.nowMs() + pauseMs * (1 - Math.random() / 5);
    return { trouble, until, pauseMs };
  }

  /**
   * Asks one region after the other until one gives the role or refuses it. One that takes long is not given up: the
   * next one is asked beside it, and the first answer counts.
   *
   * @throws RoleNotAssumed
   */
  async #ask(accountId: AccountId, purpose: RolePurpose, access: AssumedAccess): Promise<Session> {
    const roleArn = access.roleArns[purpose];
    const others = this.#inOrder(access.regions);
    const underWay = new Map<RegionCode, Promise<Attempt>>();
    const failed: RegionCode[] = [];
    const over = new AbortController();
    try {
      for (;;) {
        const [next] = others.splice(0, 1);
        if (next !== undefined) underWay.set(next, this.#try(next, roleArn, access.externalId, over.signal));
        const slow = others.length === 0 ? [] : [sleep(patienceMs, 'slow' as const, { ref: false })];
        const first = await Promise.race([...underWay.values(), ...slow]);
        if (first === 'slow') continue;
        underWay.delete(first.region);
        if (first.state === 'given') {
          this.#dark.delete(first.region);
          for (const region of underWay.keys()) this.#dark.set(region, this.settings.clock.nowMs());
          return first.session;
        }
        failed.push(first.region);
        const isLocal = isLocalFailure(first.error, first.end);
        if (isLocal) this.#dark.set(first.region, this.settings.clock.nowMs());
        if (isLocal && (underWay.size > 0 || others.length > 0)) continue;
        throw new RoleNotAssumed(toTrouble(first.error, first.end, { accountId, roleArn, asked: failed }));
      }
    } finally {
      over.abort();
    }
  }

  /** Asks the STS of one region. Never rejects. */
  async #try(region: RegionCode, roleArn: string, externalId: string, over: AbortSignal): Promise<Attempt> {
    const { clock, stsFor, sessionName } = this.settings;
    const since = clock.nowMs();
    const deadline = AbortSignal.timeout(attemptMs);
    const signal = AbortSignal.any([deadline, over]);
    try {
      const work = assumeRole(stsFor(region), { roleArn, externalId, sessionName }, signal);
      return { state: 'given', region, session: toSession(await Promise.race([work, whenAborted(signal)]), since) };
    } catch (error) {
      return { state: 'failed', region, error, end: deadline.aborted ? 'deadline' : 'own' };
    }
  }

  #inOrder(regions: readonly RegionCode[]): RegionCode[] {
    const darkSince = (region: RegionCode) => this.#dark.get(region) ?? Number.NEGATIVE_INFINITY;
    return regions.toSorted((left, right) => {
      const [one, other] = [darkSince(left), darkSince(right)];
      return one === other ? 0 : one - other;
    });
  }
}

/**
 * AWS gives exactly the time that was asked for. The end it names is believed where it is earlier; a machine whose clock
 * is wrong by hours must not throw away what it was just given.
 */
function toSession(identity: AwsCredentialIdentity, since: number): Session {
  const wholeMs = sessionSeconds * 1000;
  const leftMs = identity.expiration === undefined ? wholeMs : identity.expiration.getTime() - Date.now();
  const livesMs = leftMs > lastMinutesMs && leftMs < wholeMs ? leftMs : wholeMs;
  const endsAt = since + livesMs;
  const usableUntil = endsAt - lastMinutesMs;
  const { expiration: _end, ...keys } = identity;
  return { identity: keys, since, refreshFrom: usableUntil - aheadMs - Math.random() * jitterMs, usableUntil, endsAt };
}

const anotherRegion = 'Every region of the account is asked in turn, and the calls follow as soon as one answers.';

/** AWS answers all of these with one and the same denial, on purpose. */
function toTrouble(
  error: unknown,
  end: CallEnd,
  { accountId, roleArn, asked }: { accountId: AccountId; roleArn: string; asked: readonly RegionCode[] },
): RoleTrouble {
  const region = asked.at(-1) ?? '';
  const verdict = judgeFailure(error, { action: 'sts:AssumeRole' }, region, attemptMs, end);
  const base = { accountId, roleArn, state: verdict.state, happened: `in ${asked.join(', ')} ${verdict.happened}` };
  if (isLocalFailure(error, end)) return { ...base, next: `${anotherRegion} ${verdict.next}` };
  if (!verdict.isAccessDenied) return { ...base, next: verdict.next };
  const next =
    `AWS does not say which it is: that role is not there; its trust policy does not name the engine, or asks for another ` +
    `sts:ExternalId than the externalId of account ${accountId} in the fleet file; or the engine's own policy does not ` +
    'allow sts:AssumeRole on it. docs/aws-permissions.md has all of these policies.';
  return { ...base, next };
}

/** Rejects when the signal aborts; the request under it may take its own time to notice. */
function whenAborted(signal: AbortSignal): Promise<never> {
  const aborted = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  aborted.catch(() => 'heard through the race');
  return aborted;
}
