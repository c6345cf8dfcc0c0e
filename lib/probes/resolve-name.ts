import { Resolver } from 'node:dns/promises';
import type { NameAnswer } from './types';

/**
 * Asks DNS for a name, in a resolver of its own that is cancelled at the deadline: no answer is cached and no query is
 * left behind. Never rejects.
 *
 * @param server `host:port`, or `system` for the machine's own resolvers.
 * @param deadlineMs wall milliseconds.
 */
export async function resolveName(
  server: string,
  hostname: string,
  type: 'A' | 'TXT',
  deadlineMs: number,
): Promise<NameAnswer> {
  if (!(deadlineMs > 0)) return timedOut(hostname, 0);
  // Two tries, the second waiting twice as long: together they fill the deadline.
  const resolver = new Resolver({ timeout: Math.max(1, Math.floor(deadlineMs / 3)), tries: 2 });
  if (server !== 'system') resolver.setServers([server]);
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<NameAnswer>((resolve) => {
    timer = setTimeout(() => {
      resolve(timedOut(hostname, deadlineMs));
      resolver.cancel();
    }, deadlineMs);
  });
  try {
    return await Promise.race([deadline, query(resolver, hostname, type)]);
  } catch (error) {
    return toNoAnswer(error, hostname, deadlineMs);
  } finally {
    clearTimeout(timer);
  }
}

async function query(resolver: Resolver, hostname: string, type: 'A' | 'TXT'): Promise<NameAnswer> {
  if (type === 'TXT') {
    const records = await resolver.resolveTxt(hostname);
    return { outcome: 'answer', values: records.map((parts) => parts.join('')), ttlSeconds: 'unknown' };
  }
  const records = await resolver.resolve4(hostname, { ttl: true });
  if (records.length === 0) return { outcome: 'no-data', detail: `${hostname} exists but has no address.` };
  return {
    outcome: 'answer',
    values: records.map((record) => record.address),
    ttlSeconds: Math.min(...records.map((record) => record.ttl)),
  };
}

function timedOut(hostname: string, deadlineMs: number): NameAnswer {
  return { outcome: 'timed-out', detail: `DNS did not answer for ${hostname} within ${deadlineMs} ms.` };
}

/** Reads the resolver's code; its own text is never shown. */
function toNoAnswer(error: unknown, hostname: string, deadlineMs: number): NameAnswer {
  const code = error instanceof Error && 'code' in error ? error.code : 'unknown';
  switch (code) {
    case 'ENOTFOUND':
      return { outcome: 'no-such-name', detail: `DNS knows no name ${hostname}.` };
    case 'ENODATA':
      return { outcome: 'no-data', detail: `DNS knows ${hostname} but has no record of the type asked for.` };
    case 'ETIMEOUT':
    case 'ECANCELLED':
      return timedOut(hostname, deadlineMs);
    case 'ECONNREFUSED':
      return { outcome: 'failed', detail: `The DNS resolver of the console cannot be reached (for ${hostname}).` };
    case 'EREFUSED':
      return { outcome: 'failed', detail: `The DNS resolver refused to answer for ${hostname}.` };
    case 'ESERVFAIL':
      return { outcome: 'failed', detail: `The DNS resolver could not find out about ${hostname} (SERVFAIL).` };
    case 'EBADNAME':
      return { outcome: 'failed', detail: `"${hostname}" is not a name that DNS can be asked for.` };
    default:
      return { outcome: 'failed', detail: `DNS gave no usable answer for ${hostname}.` };
  }
}
