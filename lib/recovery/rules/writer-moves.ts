import type { StoreDeclaration, StoreKind } from '@/lib/domain/fleet';
import type { StepTemplate } from '@/lib/domain/recovery/declaration';
import type { PlanMode } from '@/lib/domain/recovery/plan';

/** Kinds of step that make the copy of a store the writer. */
export type WriterMoveKind = Extract<
  StepTemplate['kind'],
  'aurora-switchover' | 'aurora-failover' | 'rds-promote' | 'elasticache-failover'
>;

/** How the writer of a kind of store moves; `none` where nothing moves it without giving something up. */
export type WriterMove = Readonly<Record<PlanMode, WriterMoveKind | 'none'>>;

const moves: Partial<Readonly<Record<StoreKind, WriterMove>>> = {
  'aurora-global': { graceful: 'aurora-switchover', ungraceful: 'aurora-failover' },
  /*
   * RDS has no switchover between regions: SwitchoverReadReplica is for standbys of Oracle Data Guard. Nothing ends the old
   * writer when a replica is promoted, and no figure says that all has arrived: the lag of MySQL may read zero for a
   * minute after its source was cut off, that of PostgreSQL grows while its source is idle. "Graceful" promises that
   * nothing is lost, so that no such move is generated. Who writes one fences first and waits for the lag.
   */
  'rds-replica': { graceful: 'none', ungraceful: 'rds-promote' },
  // A cache has no switchover: a healthy one is failed over as well, and loses what has not arrived.
  'elasticache-global': { graceful: 'elasticache-failover', ungraceful: 'elasticache-failover' },
};

/** How the writer of a store moves; `none` where no kind of step can move it. */
export function writerMoveOf({ kind }: Pick<StoreDeclaration, 'kind'>): WriterMove | 'none' {
  return moves[kind] ?? 'none';
}

/** The modes in which every one of some stores can be moved by steps. */
export function modesFor(stores: readonly StoreDeclaration[]): readonly PlanMode[] {
  const isMoved = (store: StoreDeclaration, mode: PlanMode) => {
    const move = writerMoveOf(store);
    return move === 'none' || move[mode] !== 'none';
  };
  return (['graceful', 'ungraceful'] as const).filter((mode) => stores.every((store) => isMoved(store, mode)));
}
