import type { AccountId, RegionCode } from '@/lib/domain/fleet';
import type { EpochMs } from '@/lib/domain/time';
import type { AwsReader } from '../ports';
import { awsDeadlineMs } from '../source';
import type { FindCacheNodes } from './plan-signals';

const keptMs = 600_000;
const failedMs = 30_000;

type Found = ReturnType<FindCacheNodes>;

/** Nodes of replication groups, looked up when they are first wanted: a look finds them the next time. */
export class CacheNodeBook {
  readonly #aws: Pick<AwsReader, 'cacheNodes'>;
  readonly #known = new Map<string, { readonly found: Found; readonly until: EpochMs }>();
  readonly #asked = new Map<string, Promise<void>>();

  readonly #onFound: () => void;

  /** @param onFound called after every look, whatever it brought */
  constructor(aws: Pick<AwsReader, 'cacheNodes'>, onFound: () => void) {
    this.#aws = aws;
    this.#onFound = onFound;
  }

  /** What is known at `now`; what is not is looked up. */
  find(accountId: AccountId, region: RegionCode, groupId: string, now: EpochMs): Found {
    const key = `${accountId} ${region} ${groupId}`;
    const known = this.#known.get(key);
    if (known === undefined || known.until < now) this.#look(key, { accountId, region }, groupId, now);
    return known?.found ?? { reason: 'not-asked-yet', note: `The nodes of ${groupId} are being looked up.` };
  }

  /** Resolves when every look under way has ended; fails when one of them broke. */
  async settled(): Promise<void> {
    await Promise.all([...this.#asked.values()]);
  }

  #look(key: string, place: { accountId: AccountId; region: RegionCode }, groupId: string, now: EpochMs): void {
    if (this.#asked.has(key)) return;
    const note = (found: Found, forMs: number) => {
      this.#known.set(key, { found, until: now + forMs });
      this.#asked.delete(key);
      this.#onFound();
    };
    const look = this.#aws.cacheNodes({ ...place, deadlineMs: awsDeadlineMs }, groupId).then(
      (answer) => {
        if (answer.state === 'answered') note(answer.value, keptMs);
        else note({ reason: answer.state, note: answer.message }, failedMs);
      },
      (error: unknown) => {
        note({ reason: 'failed', note: `The console failed to ask for the nodes of ${groupId}.` }, failedMs);
        throw error;
      },
    );
    // Who waits for the looks hears what failed.
    look.catch(() => undefined);
    this.#asked.set(key, look);
  }
}
