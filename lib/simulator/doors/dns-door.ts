import { createSocket, type Socket } from 'node:dgram';
import { toDoorError } from './port-in-use';

export interface DnsDoor {
  readonly port: number;
  close(): Promise<void>;
}

const loopback = '127.0.0.1';

/**
 * Serves DNS over UDP on 127.0.0.1. `answer` makes the reply to a packet, or undefined for silence.
 * @throws PortInUse
 */
export async function openDnsDoor(port: number, answer: (packet: Buffer) => Buffer | undefined): Promise<DnsDoor> {
  const socket = createSocket('udp4');
  await bind(socket, port).catch((error) => Promise.reject(toDoorError('dns', port, error)));
  socket.on('message', (packet, from) => {
    const reply = answer(packet);
    // A client that has gone is no concern of a server over UDP.
    if (reply !== undefined) socket.send(reply, from.port, from.address, () => undefined);
  });
  return {
    port: socket.address().port,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

function bind(socket: Socket, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(port, loopback, () => {
      socket.off('error', reject);
      resolve();
    });
  });
}
