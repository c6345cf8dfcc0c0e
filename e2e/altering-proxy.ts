import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface AlteringProxy {
  readonly url: string;
  /** What the stream says of the build from now on; `as-it-is` changes nothing. */
  build: string | 'as-it-is';
  /** Breaks every connection that is open, as a restart of the console does. */
  breakConnections(): void;
  close(): Promise<void>;
}

/** Stands between a browser and a console, passes everything on, and may say that another build answers. */
export async function startAlteringProxy(consoleUrl: string): Promise<AlteringProxy> {
  const target = new URL(consoleUrl);
  const open = new Set<ServerResponse>();
  const pass = (incoming: IncomingMessage, answer: ServerResponse) => {
    open.add(answer);
    answer.on('close', () => open.delete(answer));
    const { method, headers, url: path } = incoming;
    const onward = request({ host: target.hostname, port: target.port, method, path, headers }, (received) => {
      answer.writeHead(received.statusCode ?? 502, received.headers);
      const isStream = String(received.headers['content-type']).startsWith('text/event-stream');
      if (!isStream) return void received.pipe(answer);
      received.on('data', (chunk: Buffer) => answer.write(alter(chunk.toString(), proxy.build)));
      received.on('end', () => answer.end());
    });
    onward.on('error', () => answer.destroy());
    answer.on('close', () => onward.destroy());
    incoming.pipe(onward);
  };
  const server = createServer(pass);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: AlteringProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    build: 'as-it-is',
    breakConnections: () => {
      for (const answer of [...open]) answer.destroy();
    },
    close: async () => {
      proxy.breakConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}

function alter(text: string, build: string): string {
  return build === 'as-it-is' ? text : text.replace(/("build":)"[^"]*"/, `$1${JSON.stringify(build)}`);
}
