import type { BackupEntity, LinkEntity, LinkState } from '@/lib/domain/entities';
import type { RegionCode } from '@/lib/domain/fleet';
import { ageSeconds, isCurrent } from '@/lib/domain/freshness';
import { type VaultPoint, vaultPointNow, worseVaultPoint } from '@/lib/domain/history/judge-vault-minute';
import { floorTo } from '@/lib/domain/history/resolution';
import { largest } from '@/lib/domain/history/roll-up';
import { newestValue } from '@/lib/domain/observe';
import type { EpochMs, Seconds } from '@/lib/domain/time';

/** What looking at a link during a minute showed. */
export interface LinkSighting {
  /** The worst of the minute; `not-asked` where nobody looked. */
  readonly copyState: LinkState | 'unknown' | 'not-asked';
  /**
   * For links whose lag no metric tells: the lag with its age at the moment of looking, the largest of the minute;
   * `none` where one of the looks could not tell, since it may have been any by then.
   */
  readonly lagSeconds: Seconds | 'none';
}

const notSeen: LinkSighting = { copyState: 'not-asked', lagSeconds: 'none' };

/** The worst first. */
const copyOrder = ['not-replicating', 'rebuilding', 'pending-resync', 'unknown', 'replicating', 'not-asked'] as const;

interface MinutePage {
  readonly links: Map<string, LinkSighting>;
  readonly vaults: Map<string, VaultPoint>;
  looks: number;
  readonly darkLooks: Map<RegionCode, number>;
}

/** What no metric keeps: the state of copies, what vaults could bring back and which regions were dark, minute by minute as they were seen. */
export class SightingBook {
  readonly #minutes = new Map<EpochMs, MinutePage>();

  /** Notes what stands at `now`. */
  look(
    links: readonly LinkEntity[],
    vaults: readonly BackupEntity[],
    darkRegions: readonly RegionCode[],
    now: EpochMs,
  ): void {
    const at = floorTo('minute', now);
    const page = this.#minutes.get(at) ?? { links: new Map(), vaults: new Map(), looks: 0, darkLooks: new Map() };
    this.#minutes.set(at, page);
    page.looks += 1;
    for (const region of darkRegions) {
      const before = page.darkLooks.get(region);
      page.darkLooks.set(region, before === undefined ? 1 : before + 1);
    }
    for (const link of links) {
      const seen = page.links.get(link.id);
      const [copyState, lagSeconds] = [copyStateAt(link, now), lagAt(link, now)];
      const isTold = seen?.lagSeconds !== 'none' && lagSeconds !== 'none';
      page.links.set(link.id, {
        copyState: worseCopy(seen?.copyState ?? 'not-asked', copyState),
        lagSeconds: isTold ? largest(seen?.lagSeconds ?? 'none', lagSeconds) : 'none',
      });
    }
    for (const vault of vaults) {
      const point = vaultPointNow(vault, darkRegions, now);
      const before = page.vaults.get(vault.id);
      page.vaults.set(vault.id, before === undefined ? point : worseVaultPoint(before, point));
    }
  }

  link(linkId: string, at: EpochMs): LinkSighting {
    return this.#minutes.get(at)?.links.get(linkId) ?? notSeen;
  }

  vault(vaultId: string, at: EpochMs): VaultPoint {
    return this.#minutes.get(at)?.vaults.get(vaultId) ?? 'unknown';
  }

  /** Regions that were dark at every look of the minute. */
  darkRegions(at: EpochMs): ReadonlySet<RegionCode> {
    const page = this.#minutes.get(at);
    if (page === undefined) return new Set();
    return new Set([...page.darkLooks].filter(([, looks]) => looks === page.looks).map(([region]) => region));
  }

  /** Whether the region was dark at one look of the minute or more. */
  wasDark(region: RegionCode, at: EpochMs): boolean {
    return this.#minutes.get(at)?.darkLooks.has(region) === true;
  }

  /** Forgets minutes before `at`. */
  forgetBefore(at: EpochMs): void {
    for (const minute of this.#minutes.keys()) if (minute < at) this.#minutes.delete(minute);
  }
}

function copyStateAt(link: LinkEntity, now: EpochMs): LinkSighting['copyState'] {
  const { copyState: copy } = link;
  if (copy.state === 'missing') return copy.reason === 'not-asked-yet' ? 'not-asked' : 'unknown';
  return isCurrent(copy, link.copyStateCadence, now) ? copy.value : 'unknown';
}

function lagAt(link: LinkEntity, now: EpochMs): Seconds | 'none' {
  const lag = newestValue(link.lag);
  if (lag === 'none' || !isCurrent(link.lag, link.lagCadence, now) || lag.value < 0) return 'none';
  return lag.value + ageSeconds(lag.measuredAt, now);
}

function worseCopy(a: LinkSighting['copyState'], b: LinkSighting['copyState']): LinkSighting['copyState'] {
  return copyOrder.indexOf(a) <= copyOrder.indexOf(b) ? a : b;
}
