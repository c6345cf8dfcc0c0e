import { exchangeHttp, type HttpExchange } from './http-exchange';
import type { RouteTo } from './http-routes';
import { isPublicAddress } from './public-address';
import type { HttpProbeAsked, HttpProbeResult, NameAnswer } from './types';

export interface HttpProbing {
  readonly resolve: (hostname: string, deadlineMs: number) => Promise<NameAnswer>;
  readonly routeTo: RouteTo;
  /** False where only addresses on the internet may be connected to. */
  readonly allowPrivateAddresses: boolean;
}

/**
 * Probes a name as a user would reach it: resolve, connect, ask, wait for the status line, all in one deadline. An
 * address that refuses at once gives way to the next while time is left; one that stays silent uses the time up.
 * Never rejects.
 */
export async function probeHttp(probing: HttpProbing, asked: HttpProbeAsked): Promise<HttpProbeResult> {
  const endsAt = performance.now() + asked.deadlineMs;
  if (!isHostname(asked.hostname) || !isPath(asked.path)) {
    return toFail(`"${asked.hostname}${asked.path}" is not a name and path that can be probed.`, nowhere);
  }
  const answer = await probing.resolve(asked.hostname, asked.deadlineMs);
  if (answer.outcome !== 'answer') return toFail(answer.detail, nowhere);

  const reached = { addresses: answer.values, ttlSeconds: answer.ttlSeconds };
  const addresses = answer.values.filter((address) => probing.allowPrivateAddresses || isPublicAddress(address));
  let result = toFail(
    `${asked.hostname} resolves to ${answer.values.join(', ')}, which the console does not probe: not an address on the internet.`,
    reached,
  );
  for (const address of addresses) {
    const route = probing.routeTo(address, asked.hostname, asked.path);
    const exchange = await exchangeHttp(route, endsAt - performance.now());
    result = toResult(exchange, address, asked, reached);
    if (exchange.outcome !== 'refused' && exchange.outcome !== 'broken-off') break;
  }
  return result;
}

type Reached = Pick<HttpProbeResult, 'addresses' | 'ttlSeconds'>;

const nowhere: Reached = { addresses: [], ttlSeconds: 'unknown' };

function toFail(detail: string, reached: Reached): HttpProbeResult {
  return { reading: { outcome: 'fail', detail }, ...reached, address: 'none', httpStatus: 'none' };
}

function toResult(exchange: HttpExchange, address: string, asked: HttpProbeAsked, reached: Reached): HttpProbeResult {
  if (exchange.outcome !== 'status') {
    return { ...toFail(`${asked.hostname} at ${address} ${describe(exchange, asked)}.`, reached), address };
  }
  const { status, latencyMs } = exchange;
  if (status >= 200 && status < 400) {
    return { reading: { outcome: 'pass', latencyMs }, ...reached, address, httpStatus: status };
  }
  const detail = `${asked.hostname} at ${address} answered HTTP ${status}.`;
  return { ...toFail(detail, reached), address, httpStatus: status };
}

function describe(exchange: Exclude<HttpExchange, { outcome: 'status' }>, asked: HttpProbeAsked): string {
  switch (exchange.outcome) {
    case 'timed-out':
      return `did not answer within ${asked.deadlineMs} ms`;
    case 'refused':
      return 'refused the connection';
    case 'broken-off':
      return 'broke the connection off';
    case 'untrusted-certificate':
      return 'has a certificate that cannot be trusted';
    case 'unusable':
      return 'gave an answer that is not HTTP';
  }
}

/** A name DNS can be asked for, and nothing that could change the request. */
export function isHostname(text: string): boolean {
  return text.length <= 253 && /^[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*$/i.test(text);
}

/** A path as it may stand in a request line. */
export function isPath(text: string): boolean {
  return /^\/[\x21-\x7e]*$/.test(text);
}
