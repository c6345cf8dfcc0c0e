import type { PieceReadings } from '@/lib/domain/costs/pieces';
import type { AccountId } from '@/lib/domain/fleet';
import {
  type CostDayHead,
  type CostRefresh,
  readCostDayHeads,
  readCostPieces,
  writeCostRefresh,
} from '@/lib/persistence/costs';
import type { Store } from '@/lib/persistence/store';

/** Where the lines of bills are kept: too many for entities, and nobody's screen follows them by the second. */
export interface CostsStore {
  readPieces(accountId: AccountId): Promise<PieceReadings>;
  readDayHeads(accountId: AccountId): Promise<readonly CostDayHead[]>;
  write(refresh: CostRefresh): Promise<void>;
}

/** Costs kept in the store that engine and web share. */
export function createCostsStore(store: Store): CostsStore {
  return {
    readPieces: (accountId) => readCostPieces(store, accountId),
    readDayHeads: (accountId) => readCostDayHeads(store, accountId),
    write: (refresh) => writeCostRefresh(store, refresh),
  };
}
