import type { QueueReading } from './readings';

/** Attributes come as text; what is not a whole number is not known. */
export function toQueue(name: string, attributes: Readonly<Record<string, string | undefined>>): QueueReading {
  return {
    name,
    visible: toCount(attributes.ApproximateNumberOfMessages),
    inFlight: toCount(attributes.ApproximateNumberOfMessagesNotVisible),
    delayed: toCount(attributes.ApproximateNumberOfMessagesDelayed),
  };
}

function toCount(text: string | undefined): number | 'unknown' {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : 'unknown';
}
