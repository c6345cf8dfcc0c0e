import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** Settles when the web program answers that it lives; fails only when `signal` fires. */
export async function webIsLive(host: string, port: number, signal: AbortSignal): Promise<object> {
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  for (;;) {
    signal.throwIfAborted();
    if ((await askStatus(reachable, port)) === 200) return { ready: 'web', port };
    await sleep(100, undefined, { signal });
  }
}

function askStatus(host: string, port: number): Promise<number | 'silent'> {
  return new Promise((resolve) => {
    const request = http.get({ host, port, path: '/api/livez', agent: false, timeout: 5_000 }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 'silent');
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve('silent'));
  });
}
