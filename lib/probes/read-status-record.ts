import type { NameAnswer, StatusReading } from './types';

/**
 * Reads a status record: a TXT name whose answer follows the endpoint's Route 53 health check, `healthy` or
 * `unhealthy`. Anything else, both at once included, is no opinion. Never rejects.
 */
export async function readStatusRecord(hostname: string, resolve: () => Promise<NameAnswer>): Promise<StatusReading> {
  const startedAt = performance.now();
  const answer = await resolve();
  const latencyMs = performance.now() - startedAt;
  if (answer.outcome !== 'answer') {
    const reason = answer.outcome === 'no-data' ? 'no-such-name' : answer.outcome;
    return { outcome: 'unreadable', reason, detail: answer.detail };
  }
  const [word, ...others] = [...new Set(answer.values)];
  if (others.length === 0 && (word === 'healthy' || word === 'unhealthy')) return { outcome: word, latencyMs };
  const detail = `The status record ${hostname} answers neither "healthy" nor "unhealthy" alone.`;
  return { outcome: 'unreadable', reason: 'unrecognised', detail };
}
