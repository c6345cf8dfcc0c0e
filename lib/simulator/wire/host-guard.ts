import type { IncomingHttpHeaders } from 'node:http';

const loopbackNames = new Set(['127.0.0.1', 'localhost', '[::1]']);
const ownFetchSites = new Set([undefined, 'none', 'same-origin']);

/**
 * Why a request must not be served, or undefined. The door has no passwords, so web pages must not get through it:
 * neither one whose name was rebound to 127.0.0.1 (it still sends its name), nor one that just sends requests here.
 */
export function findForeignSender(headers: IncomingHttpHeaders): string | undefined {
  if (!isLoopbackHost(headers.host)) return 'The Host header must name this machine.';
  const isFromPage = headers.origin !== undefined || !ownFetchSites.has(headers['sec-fetch-site']?.toString());
  return isFromPage ? 'Web pages may not send requests here.' : undefined;
}

/**
 * An account, which clients of S3 Control put before the name of the host that they are told to use. No public name ends
 * in `localhost`, so none of this form can be bound to somebody's page.
 */
const accountAtLocalhost = /^\d{12}\.localhost$/;

/** True for a Host header that names this machine, with or without a port. */
export function isLoopbackHost(host = ''): boolean {
  const name = host.toLowerCase().replace(/:\d+$/, '');
  return loopbackNames.has(name) || accountAtLocalhost.test(name);
}
