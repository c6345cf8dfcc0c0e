import type { VaultPoint } from '@/lib/domain/history/judge-vault-minute';
import { toVaultTimeline, type VaultTimeline, vaultPointAt } from '@/lib/domain/history/vault-timeline';
import type { EpochMs } from '@/lib/domain/time';
import type { AwsReader } from '../ports';
import { lookBackMs } from '../sources/backups';
import type { ShapedVault } from './workload-shape';

interface ListedVault {
  readonly listedAt: EpochMs;
  readonly timeline: VaultTimeline;
}

/** What vaults list of their past: each is asked once for all the time before it was asked. */
export class VaultLists {
  readonly #aws: Pick<AwsReader, 'recoveryPoints'>;
  readonly #lists = new Map<string, ListedVault>();

  constructor(aws: Pick<AwsReader, 'recoveryPoints'>) {
    this.#aws = aws;
  }

  /**
   * Lists a vault unless it was listed after `endAt` already. Returns why it did not answer, if so. One that may not be
   * read stays unknown: what waiting for it would keep back is known without it.
   */
  async list(
    vault: ShapedVault,
    { now, endAt, deadlineMs, signal }: { now: EpochMs; endAt: EpochMs; deadlineMs: number; signal: AbortSignal },
  ): Promise<'answered' | string> {
    const before = this.#lists.get(vault.id);
    if (before !== undefined && before.listedAt >= endAt) return 'answered';
    const { accountId, region, resource } = vault;
    const scope = { accountId, region, deadlineMs, signal };
    const answer = await this.#aws.recoveryPoints(scope, resource, now - lookBackMs);
    if (answer.state !== 'answered' && answer.state !== 'denied') return answer.message;
    this.#lists.set(vault.id, { listedAt: now, timeline: timelineOf(answer) });
    return 'answered';
  }

  pointAt({ id }: ShapedVault, at: EpochMs): VaultPoint {
    const listed = this.#lists.get(id);
    return listed === undefined ? 'unknown' : vaultPointAt(listed.timeline, at);
  }
}

function timelineOf(answer: Awaited<ReturnType<AwsReader['recoveryPoints']>>): VaultTimeline {
  return answer.state === 'answered' && answer.value !== 'absent' ? toVaultTimeline(answer.value) : [];
}
