import { isIP } from 'node:net';

/** A place to connect to. */
export interface Door {
  readonly host: string;
  readonly port: number;
}

/**
 * Reads the simulator's DNS door, `127.0.0.1:port`.
 *
 * @throws Error with a sentence for the operator when it is not an address of loopback with a port.
 */
export function parseDnsDoor(text: string): Door {
  return parseDoor(`udp://${text}`, 'udp:', `The simulator's DNS door must be 127.0.0.1:PORT, not "${text}".`);
}

/**
 * Reads the simulator's HTTP door, `http://127.0.0.1:port`.
 *
 * @throws Error with a sentence for the operator when it is not plain http on loopback with a port.
 */
export function parseHttpDoor(text: string): Door {
  return parseDoor(text, 'http:', `The simulator's HTTP door must be http://127.0.0.1:PORT, not "${text}".`);
}

function parseDoor(text: string, protocol: string, complaint: string): Door {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.protocol !== protocol || url.username !== '' || !/^\/?$/.test(url.pathname)) {
    throw new Error(complaint);
  }
  // The name could be mapped elsewhere in the hosts file; the address cannot.
  const host = url.hostname === 'localhost' ? '127.0.0.1' : url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.port === '' && protocol === 'http:' ? 80 : url.port);
  if (!(host === '127.0.0.1' || host === '::1') || !(port > 0)) throw new Error(complaint);
  return { host, port };
}

/** How a resolver wants its server written. */
export function toServerText({ host, port }: Door): string {
  return isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`;
}
