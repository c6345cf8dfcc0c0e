/**
 * Checks the endpoint of the simulator: plain http, a loopback host, nothing but an origin. Returns the origin.
 *
 * @throws Error with a sentence for the operator when it is anything else: in simulator mode no request may ever leave
 * the machine.
 */
export function parseLoopbackEndpoint(endpoint: string): string {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (url === undefined) {
    throw new Error(`The simulator endpoint "${endpoint}" is not a URL. Give it as http://127.0.0.1:PORT.`);
  }
  const isBareOrigin = url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (url.protocol !== 'http:' || !isLoopbackHost(url.hostname) || !isBareOrigin || url.pathname !== '/') {
    throw new Error(
      `The simulator endpoint must be http on this machine's loopback address, such as http://127.0.0.1:4599, and not ` +
        `"${url.origin}". To watch a real fleet, turn the simulator off instead.`,
    );
  }
  // The name could be mapped elsewhere in the hosts file; the address cannot.
  return url.origin.replace('//localhost', '//127.0.0.1');
}

/** Whether a URL's host is one of the three spellings of loopback that simulator mode accepts. */
export function isLoopbackHost(hostname: string): boolean {
  return hostname === '127.0.0.1' || hostname === 'localhost' || hostname === '[::1]' || hostname === '::1';
}
