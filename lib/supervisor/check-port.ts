import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartRefused } from './start-refused';

/**
 * Makes sure that a port can be listened on, before anything is started.
 *
 * @param variable the setting that moves it, named in the sentence.
 * @param patienceMs how long a program that is just ending may keep it.
 * @throws StartRefused with one sentence that says what to do.
 */
export async function requireFreePort(port: number, host: string, variable: string, patienceMs = 0): Promise<void> {
  if (port === 0) return;
  const until = performance.now() + patienceMs;
  for (;;) {
    const problem = await tryPort(port, host);
    if (problem === undefined) return;
    if (problem.code === 'EADDRINUSE' && performance.now() < until) {
      await sleep(100);
      continue;
    }
    if (problem.code === 'EADDRINUSE') {
      throw new StartRefused(
        `Port ${port} on ${host} is in use: stop the program that uses it, or choose another port, e.g. ${variable}=${port + 1} npm start.`,
      );
    }
    throw new StartRefused(
      `Port ${port} on ${host} cannot be listened on (${problem.code ?? problem.message}): choose another with ${variable}.`,
    );
  }
}

/** A port that is free now. */
export async function findFreePort(host: string): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: 0, host, exclusive: true }, resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('A TCP server has no port.');
  return address.port;
}

function tryPort(port: number, host: string): Promise<NodeJS.ErrnoException | undefined> {
  const server = net.createServer();
  return new Promise((resolve) => {
    server.once('error', resolve);
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
