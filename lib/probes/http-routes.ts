import { request as sendHttp } from 'node:http';
import { request as sendHttps } from 'node:https';
import type { HttpRoute } from './http-exchange';
import type { Door } from './loopback-doors';

/** How a request for a name goes to one of its addresses. */
export type RouteTo = (address: string, hostname: string, path: string) => HttpRoute;

const userAgent = { 'User-Agent': 'antipode-probe' };

/** HTTPS to the address itself; name and certificate are the hostname's. */
export const routeDirectly: RouteTo = (address, hostname, path) => ({
  send: sendHttps,
  options: {
    host: address,
    port: 443,
    path,
    servername: hostname,
    headers: { ...userAgent, Host: hostname },
  },
});

/** Through the simulator's HTTP door, which is told the address in the request line; nothing else is connected to. */
export function routeThroughDoor(door: Door): RouteTo {
  return (address, hostname, path) => ({
    send: sendHttp,
    options: {
      host: door.host,
      port: door.port,
      path: `http://${address}${path}`,
      headers: { ...userAgent, Host: hostname },
    },
  });
}
