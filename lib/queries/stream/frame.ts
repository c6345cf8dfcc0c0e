import type { EntityLabels } from '@/lib/domain/entities';
import type { StreamChange, StreamHead } from '@/lib/persistence';
import { formatStreamHead } from '@/lib/persistence/stream-head';

/** One change, serialised once for all viewers, with the labels by which each connection decides to send it. */
export interface Frame {
  readonly labels: EntityLabels;
  readonly bytes: Uint8Array;
}

/** What one step of the stream carries: the changes after `from` up to `head`, and the event that makes them count. */
export interface Batch {
  readonly from: number;
  readonly head: StreamHead;
  readonly frames: readonly Frame[];
  /** Carries the event id: a client that lost the connection in the middle resumes before the whole batch. */
  readonly headFrame: Uint8Array;
  /** Wall-clock milliseconds. */
  readonly receivedAtMs: number;
}

const encoder = new TextEncoder();

/** Builds a batch from changes of the store. */
export function toBatch(from: number, head: StreamHead, changes: readonly StreamChange[], receivedAtMs: number): Batch {
  return {
    from,
    head,
    frames: changes.map((change) => ({ labels: change.labels, bytes: toEvent(change.op, toPayload(change)) })),
    headFrame: toEvent('head', { version: head.version }, formatStreamHead(head)),
    receivedAtMs,
  };
}

/** An event of the stream as bytes; `id` is what the browser sends back as Last-Event-ID. */
export function toEvent(event: string, payload: unknown, id?: string): Uint8Array {
  const idLine = id === undefined ? '' : `id: ${id}\n`;
  return encoder.encode(`${idLine}event: ${event}\ndata: ${JSON.stringify(payload)}\n\n`);
}

function toPayload(change: StreamChange): unknown {
  return change.op === 'put' ? change.entity : { kind: change.kind, id: change.id };
}
