import { createServer } from 'node:net';

/** A door cannot open because another program listens on its port. */
export class PortInUse extends Error {
  constructor(
    readonly door: 'aws' | 'dns' | 'http',
    readonly port: number,
  ) {
    super(`Port ${port} is in use by another program.`);
    this.name = 'PortInUse';
  }
}

/** The failure to open a door, with a taken port told apart. */
export function toDoorError(door: PortInUse['door'], port: number, error: unknown): unknown {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' ? new PortInUse(door, port) : error;
}

/**
 * Finds out whether a TCP port of 127.0.0.1 can be listened on now, and leaves it free.
 * @throws PortInUse
 */
export function checkPortIsFree(door: PortInUse['door'], port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => reject(toDoorError(door, port, error)));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve()));
  });
}
