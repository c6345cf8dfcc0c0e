import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import net from 'node:net';
import { userInfo } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { makeSocketFolder } from '../persistence/embedded/socket-folder';
import { type OwnerState, parseOwnerState } from './owner-state';
import { StartRefused } from './start-refused';

/**
 * The lock of a data folder.
 *
 * An owner listens on a Unix socket and claims the folder with a numbered file, `owner.7.json`, that names the socket.
 * The newest number holds; it is held while its socket answers, which ends with the process however that dies, so there
 * is no stale lock to break. Who finds it dead creates the next number: the file system lets one of them, complete from
 * its first moment. A claim is only ever removed by the holder of a newer one, so no number is given twice to two who
 * could both believe in it; whoever lost a race sees a newer number and gives its own up.
 *
 * The socket is also how others attach: the owner tells them over it where everything is, and its end is the signal to
 * take over.
 */
export interface Ownership {
  readonly role: 'owner';
  /** Tells everyone attached, now and later, where things are. */
  publish(state: OwnerState): void;
  /** How many others are attached now. */
  attachedCount(): number;
  /** Gives the folder up: those attached are told by the end of their connection. */
  release(): Promise<void>;
}

export interface Attachment {
  readonly role: 'attached';
  /** Called with the newest state, at once if there is one. */
  onState(listener: (state: OwnerState) => void): void;
  /** Settles when the owner has left. */
  readonly ownerLeft: Promise<void>;
  detach(): void;
}

const claimPattern = /^owner\.(\d{1,12})\.json$/;
const claimSchema = z.object({ socket: z.string().regex(/^owner-[0-9a-f]{8}\.sock$/), pid: z.number() });
const socketName = (id: string) => `owner-${id}.sock`;

/** Becomes the owner of a data folder, or attaches to the one there is. */
export async function ownOrAttach(dataFolder: string): Promise<Ownership | Attachment> {
  const claims = path.join(dataFolder, 'supervisor');
  await mkdir(claims, { recursive: true, mode: 0o700 });
  const sockets = await makeSocketFolder(path.join(claims, 'socket'), socketName('00000000'), userInfo());
  for (;;) {
    const newest = await newestClaim(claims);
    const holder = await connectToHolder(newest, claims, sockets);
    if (holder !== undefined) return attachOver(holder);
    const ownership = await tryClaim(newest === undefined ? 1 : newest + 1, claims, sockets);
    if (ownership !== undefined) return ownership;
    await sleep(20 + Math.random() * 30);
  }
}

async function connectToHolder(
  newest: number | undefined,
  claims: string,
  sockets: string,
): Promise<net.Socket | undefined> {
  if (newest === undefined) return undefined;
  const claim = await readClaim(path.join(claims, `owner.${newest}.json`));
  // A claim damaged on disk names no socket: any that answers is then taken for its holder's.
  const names =
    claim === undefined ? (await readdir(sockets)).filter((name) => name.endsWith('.sock')) : [claim.socket];
  for (const name of names) {
    const connection = await tryConnect(path.join(sockets, name));
    if (connection !== undefined) return connection;
  }
  return undefined;
}

async function tryClaim(number: number, claims: string, sockets: string): Promise<Ownership | undefined> {
  const socket = socketName(randomBytes(4).toString('hex'));
  const channel = await openChannel(path.join(sockets, socket));
  const file = path.join(claims, `owner.${number}.json`);
  const won = await createWhole(file, JSON.stringify({ socket, pid: process.pid }));
  if (!won || (await newestClaim(claims)) !== number) {
    if (won) await rm(file, { force: true });
    await channel.close();
    return undefined;
  }
  await removeOlderClaims(number, claims, sockets);
  return { role: 'owner', publish: channel.publish, attachedCount: channel.attachedCount, release: channel.close };
}

interface Channel {
  publish(state: OwnerState): void;
  attachedCount(): number;
  close(): Promise<void>;
}

async function openChannel(socketPath: string): Promise<Channel> {
  const connections = new Set<net.Socket>();
  let latest: string | undefined;
  const server = net.createServer((connection) => {
    connections.add(connection);
    // A peer that dies breaks its own connection only.
    connection.on('error', () => connection.destroy());
    connection.on('close', () => connections.delete(connection));
    connection.resume();
    if (latest !== undefined) connection.write(latest);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(socketPath, resolve);
  });
  return {
    publish(state) {
      latest = `${JSON.stringify(state)}\n`;
      for (const connection of connections) connection.write(latest);
    },
    attachedCount: () => connections.size,
    close() {
      for (const connection of connections) connection.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function attachOver(connection: net.Socket): Attachment {
  let latest: OwnerState | undefined;
  let listener: ((state: OwnerState) => void) | undefined;
  let pending = '';
  connection.setEncoding('utf8');
  connection.on('data', (text: string) => {
    const lines = (pending + text).split('\n');
    pending = lines.pop() ?? '';
    for (const line of lines) {
      const state = parseOwnerState(line);
      if (state === undefined) continue;
      latest = state;
      listener?.(state);
    }
  });
  const ownerLeft = new Promise<void>((resolve) => {
    connection.once('close', () => resolve());
    // An owner that dies resets the connection; its close follows.
    connection.on('error', () => connection.destroy());
    connection.on('end', () => connection.destroy());
    if (connection.destroyed) resolve();
  });
  return {
    role: 'attached',
    ownerLeft,
    onState(next) {
      listener = next;
      if (latest !== undefined) next(latest);
    },
    detach: () => connection.destroy(),
  };
}

function tryConnect(socketPath: string): Promise<net.Socket | undefined> {
  return new Promise((resolve, reject) => {
    const connection = net.connect(socketPath);
    connection.once('connect', () => {
      connection.removeAllListeners('error');
      connection.on('error', () => connection.destroy());
      resolve(connection);
    });
    connection.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' || error.code === 'ENOENT' || error.code === 'ENOTSOCK') resolve(undefined);
      else {
        reject(
          new StartRefused(
            `The data folder is held by a program that cannot be reached (${error.code ?? error.message} on ${socketPath}): start as the user who started it, or set ANTIPODE_DATA to another folder.`,
          ),
        );
      }
    });
  });
}

async function newestClaim(claims: string): Promise<number | undefined> {
  const numbers = (await readdir(claims)).flatMap((name) => {
    const number = claimPattern.exec(name)?.[1];
    return number === undefined ? [] : [Number(number)];
  });
  return numbers.length === 0 ? undefined : Math.max(...numbers);
}

async function readClaim(file: string): Promise<z.output<typeof claimSchema> | undefined> {
  try {
    return claimSchema.safeParse(JSON.parse(await readFile(file, 'utf8'))).data;
  } catch {
    // Damaged, or removed by a newer holder since it was listed: either way it names nobody.
    return undefined;
  }
}

async function removeOlderClaims(number: number, claims: string, sockets: string): Promise<void> {
  for (const name of await readdir(claims)) {
    const older = claimPattern.exec(name)?.[1];
    if (older === undefined || Number(older) >= number) continue;
    const claim = await readClaim(path.join(claims, name));
    if (claim !== undefined) await rm(path.join(sockets, claim.socket), { force: true });
    await rm(path.join(claims, name), { force: true });
  }
}

/** Creates a file that nobody ever sees half written; false when it exists. */
async function createWhole(file: string, text: string): Promise<boolean> {
  const making = `${file}.making-${process.pid}-${randomBytes(4).toString('hex')}`;
  const handle = await open(making, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await link(making, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(making, { force: true });
  }
}
