import type { Entity, EntityLabels } from '../domain/entities';
import type { AlarmTransition } from '../domain/events/alarm-event';
import type { FindingTransition } from '../domain/findings/finding-transition';
import type { EpochMs, FleetClockAnchor } from '../domain/time';

/** The signatures of the store that engine and web share. Implemented beside this file, one repository per file. */
export interface StreamHead {
  /** Changes when the store is created anew: a client with another epoch must resync. */
  readonly epoch: string;
  readonly version: number;
}

export interface StoredEntity {
  readonly entity: Entity;
  readonly labels: EntityLabels;
  /** Stream version of the transaction that wrote it. */
  readonly version: number;
}

export type EntityChange =
  | { readonly op: 'put'; readonly entity: Entity; readonly labels: EntityLabels }
  | { readonly op: 'remove'; readonly kind: Entity['kind']; readonly id: string }
  /** What history keeps of a finding; it changes no entity. */
  | { readonly op: 'finding'; readonly transition: FindingTransition }
  /** What history keeps of an alarm; it changes no entity. */
  | { readonly op: 'alarm'; readonly transition: AlarmTransition };

/** A change as the stream carries it. */
export type StreamChange = { readonly version: number; readonly labels: EntityLabels } & (
  | { readonly op: 'put'; readonly entity: Entity }
  | { readonly op: 'remove'; readonly kind: Entity['kind']; readonly id: string }
);

export interface AuditEntry {
  readonly at: EpochMs;
  readonly actor: string;
  readonly role: string;
  readonly action: string;
  readonly target: string;
  /** `unknown`: a call whose outcome nobody knows. */
  readonly outcome: 'accepted' | 'refused' | 'unknown';
  readonly details: Readonly<Record<string, string | number | boolean>>;
}

export interface Deployment {
  readonly clock: FleetClockAnchor;
  readonly simulated: boolean;
}
