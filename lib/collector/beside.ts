import type { Entity, FindingEntity } from '@/lib/domain/entities';
import { deliveryFindings } from '@/lib/domain/findings/delivery-findings';
import type { FindingCode } from '@/lib/domain/findings/finding-order';
import { flipFindings } from '@/lib/domain/findings/flip-findings';
import { codesThatFollowFrom } from '@/lib/domain/findings/follows-from';
import type { HeldFlip } from '@/lib/domain/recovery/held-flip';
import type { UndeliveredReport } from '@/lib/domain/reports/undelivered';
import type { StoreReading } from './watch-store';

/** What others write and findings follow from too. */
export interface Beside {
  /** Runs, what they left behind, and who has taken that over. */
  readonly runs: StoreReading<Entity>;
  readonly heldFlips: StoreReading<HeldFlip>;
  readonly undelivered: StoreReading<UndeliveredReport>;
}

/** What is known from it for findings. */
export interface KnownBeside {
  readonly entities: readonly Entity[];
  /** Those that hold by it alone, as of the moment at which it was read. */
  readonly holding: readonly FindingEntity[];
  /** Codes that follow from what is not read. */
  readonly unread: readonly FindingCode[];
}

export const nothingBeside: KnownBeside = { entities: [], holding: [], unread: [] };

/** What is not read counts neither as there nor as absent. */
export function toKnownBeside({ runs, heldFlips, undelivered }: Beside): KnownBeside {
  return {
    entities: runs === 'not-read' ? [] : runs.values,
    holding: [
      ...(heldFlips === 'not-read' ? [] : flipFindings(heldFlips.values, heldFlips.readAt)),
      ...(undelivered === 'not-read' ? [] : deliveryFindings(undelivered.values, undelivered.readAt)),
    ],
    unread: [
      ...(runs === 'not-read' ? codesThatFollowFrom.runs : []),
      ...(heldFlips === 'not-read' ? codesThatFollowFrom.heldFlips : []),
      ...(undelivered === 'not-read' ? codesThatFollowFrom.undelivered : []),
    ],
  };
}
