import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** One request as a scripted endpoint saw it. */
export interface SeenRequest {
  /** From `X-Amz-Target`, or the `Action` of a query request, or the path. */
  readonly operation: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** When the connection it came on is closed. */
  readonly closed: Promise<unknown>;
}

interface ScriptedHead {
  readonly status?: number;
  /** The `Date` header, where it is not the true one. */
  readonly date?: string;
  readonly requestId?: string;
}

export type ScriptedAnswer =
  | ({ readonly json: unknown } & ScriptedHead)
  | ({ readonly xml: string } & ScriptedHead)
  /** Never answered; the client's own limit ends it. */
  | 'hang'
  /** The head and half a body, then nothing. */
  | 'hang-in-body'
  | 'cut';

export interface ScriptedEndpoint {
  readonly url: string;
  readonly seen: readonly SeenRequest[];
  openConnections(): number;
  close(): Promise<void>;
}

/** A loopback server that answers every request as the script says. For tests only. */
export async function startScriptedEndpoint(
  script: (request: SeenRequest, count: number) => ScriptedAnswer,
): Promise<ScriptedEndpoint> {
  const seen: SeenRequest[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const closed = once(request.socket, 'close');
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const one = { ...readHead(request.headers, request.url ?? '', body), headers: request.headers, body, closed };
      seen.push(one);
      answer(response, script(one, seen.length));
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    // Every request waits for its end.
    socket.setMaxListeners(0);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    openConnections: () => sockets.size,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function readHead(headers: IncomingHttpHeaders, url: string, body: string) {
  const [accessKeyId = '', , region = ''] =
    /Credential=([^,]+)/.exec(headers.authorization ?? '')?.[1]?.split('/') ?? [];
  const target = String(headers['x-amz-target'] ?? '')
    .split('.')
    .at(-1);
  const operation = target || /(?:^|&)Action=(\w+)/.exec(body)?.[1] || url;
  return { operation, region, accessKeyId };
}

function answer(response: ServerResponse, scripted: ScriptedAnswer): void {
  if (scripted === 'hang') return;
  if (scripted === 'cut') {
    response.socket?.destroy();
    return;
  }
  if (scripted === 'hang-in-body') {
    response.writeHead(200, { 'Content-Type': 'application/x-amz-json-1.0', 'Content-Length': '100' });
    response.write('{"MetricDataResults":');
    return;
  }
  const isJson = 'json' in scripted;
  if (scripted.date !== undefined) response.setHeader('Date', scripted.date);
  if (scripted.requestId !== undefined) response.setHeader('x-amzn-RequestId', scripted.requestId);
  response.writeHead(scripted.status ?? 200, { 'Content-Type': isJson ? 'application/x-amz-json-1.0' : 'text/xml' });
  response.end(isJson ? JSON.stringify(scripted.json) : scripted.xml);
}
