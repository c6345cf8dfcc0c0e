import { readMarker, writeMarker } from './ask-marker';
import { readTransaction, writeTransaction } from './ask-transaction';
import { routeDirectly, routeThroughDoor } from './http-routes';
import { parseDnsDoor, parseHttpDoor, toServerText } from './loopback-doors';
import { probeHttp } from './probe-http';
import { readStatusRecord } from './read-status-record';
import { resolveName } from './resolve-name';
import type { Prober, ProberConfig } from './types';

/**
 * Makes the console's own prober.
 *
 * @throws Error in simulator mode when a door is not on loopback.
 */
export function createProber(config: ProberConfig): Prober {
  const { server, routeTo, allowPrivateAddresses, token } = toWays(config);
  const probing = {
    resolve: (hostname: string, deadlineMs: number) => resolveName(server, hostname, 'A', deadlineMs),
    routeTo,
    allowPrivateAddresses,
  };
  const asking = { ...probing, ...(token === undefined ? {} : { token }) };
  return {
    resolveName: (hostname, type, deadlineMs) => resolveName(server, hostname, type, deadlineMs),
    probeHttp: (asked) => probeHttp(probing, asked),
    writeMarker: (asked, writtenAt) => writeMarker(asking, asked, writtenAt),
    readMarker: (asked) => readMarker(asking, asked),
    writeTransaction: (asked, id) => writeTransaction(asking, asked, id),
    readTransaction: (asked, id) => readTransaction(asking, asked, id),
    readStatusRecord: (hostname, deadlineMs) =>
      readStatusRecord(hostname, () => resolveName(server, hostname, 'TXT', deadlineMs)),
  };
}

function toWays(config: ProberConfig) {
  if (config.mode === 'direct') {
    const allowPrivateAddresses = config.allowPrivateAddresses === true;
    return { server: 'system', routeTo: routeDirectly, allowPrivateAddresses, token: config.markerToken };
  }
  return {
    server: toServerText(parseDnsDoor(config.dns)),
    routeTo: routeThroughDoor(parseHttpDoor(config.httpProxy)),
    // Simulated addresses are never connected to; the door is.
    allowPrivateAddresses: true,
    // A secret of real applications is nothing for simulated ones.
    token: undefined,
  };
}
