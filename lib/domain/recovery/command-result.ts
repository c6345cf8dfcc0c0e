import type { Blocker } from './decision';

export const refusalCodes = [
  'not-signed-in',
  'not-allowed',
  'malformed',
  'not-found',
  /** The plan or the figures are not those that the person saw. */
  'stale',
  /** The region that was typed is not the one this is about. */
  'wrong-region',
  'another-run',
  /** Gates stand in the way; see the blockers. */
  'blocked',
  /** The run does not allow it now. */
  'not-now',
  /** A second, different person must do it. */
  'same-person',
  /** The idempotency key was used for something else. */
  'key-used',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

export interface CommandRefusal {
  readonly ok: false;
  readonly code: RefusalCode;
  /** A sentence for the person who asked: what happened, and what to do next. */
  readonly message: string;
  /** What stands in the way, each with what clears it. */
  readonly blockers?: readonly Blocker[];
}

/** Accepted means written down, with its audit entry; the engine that drives the run carries it out within a second. */
export type ExecutionCommandResult = { readonly ok: true; readonly executionId: string } | CommandRefusal;

export function refuse(code: RefusalCode, message: string, blockers?: readonly Blocker[]): CommandRefusal {
  return { ok: false, code, message, ...(blockers === undefined ? {} : { blockers }) };
}
