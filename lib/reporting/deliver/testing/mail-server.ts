import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { MailConfig } from '@/lib/config/engine-config';

/** A mail that the server has taken, or half of one. */
export interface TakenMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly underTls: boolean;
  /** As it came over the wire. */
  readonly raw: string;
}

export interface MailServer {
  readonly config: MailConfig;
  readonly taken: readonly TakenMail[];
  close(): Promise<void>;
}

/** How the server behaves, where it is not a friendly one. */
export interface MailServerManners {
  readonly port?: number;
  readonly login?: MailConfig['server']['login'];
  readonly refuses?: (address: string) => boolean;
  /** Takes the whole mail and breaks the connection before it says so. */
  readonly breaksOff?: () => boolean;
  readonly options?: SMTPServerOptions;
}

export const mailFrom = 'antipode@acme.example';

/** A real mail server on this machine, which keeps what it takes. For tests only. */
export async function startMailServer(manners: MailServerManners = {}): Promise<MailServer> {
  const taken: TakenMail[] = [];
  const login = manners.login ?? 'none';
  const server = new SMTPServer({
    disabledCommands: login === 'none' ? ['AUTH', 'STARTTLS'] : ['STARTTLS'],
    allowInsecureAuth: true,
    logger: false,
    onAuth: ({ username, password }, _session, done) =>
      login !== 'none' && username === login.user && password === login.password
        ? done(null, { user: username })
        : done(new Error(`no such user ${username} with ${password}`)),
    onRcptTo: ({ address }, _session, done) =>
      manners.refuses?.(address) === true ? done(new Error(`nobody here is called ${address}`)) : done(),
    onData: (stream, { envelope, secure }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        taken.push({
          from,
          underTls: secure,
          to: envelope.rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString('latin1'),
        });
        if (manners.breaksOff?.() === true) for (const connection of server.connections) connection.close();
        else done();
      });
    },
    ...manners.options,
  });
  server.on('error', () => 'what matters of it is seen by the client');
  await new Promise<void>((resolve) => server.listen(manners.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    config: { server: { host: '127.0.0.1', port, tls: 'none', login }, from: mailFrom },
    taken,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** A mail taken apart, as a reader's program does it. */
export interface ReadMail {
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly body: Buffer }[];
}

/** Takes apart a multipart mail of one text and its attachments. @throws Error for any other */
export function readMail(raw: string): ReadMail {
  const { headers, body } = splitHead(raw);
  const boundary = /boundary="?([^";]+)"?/.exec(headers.get('content-type') ?? '')?.[1];
  if (boundary === undefined) throw new Error('The mail has one part only.');
  const parts = body.split(`--${boundary}`).slice(1, -1).map(splitHead);
  const [text, ...attachments] = parts.map((part) => ({ headers: part.headers, bytes: decode(part) }));
  return {
    headers,
    text: text?.bytes.toString('utf8').replaceAll('\r\n', '\n') ?? '',
    attachments: attachments.map((part) => ({
      name: /filename="?([^";]+)"?/.exec(part.headers.get('content-disposition') ?? '')?.[1] ?? '',
      type: part.headers.get('content-type')?.split(';')[0] ?? '',
      body: part.bytes,
    })),
  };
}

function splitHead(text: string): { readonly headers: ReadonlyMap<string, string>; readonly body: string } {
  const whole = text.replace(/^\r\n/, '');
  const end = whole.indexOf('\r\n\r\n');
  const lines = whole
    .slice(0, end)
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
  });
  return { headers: new Map(headers), body: whole.slice(end + 4) };
}

function decode({ headers, body }: ReturnType<typeof splitHead>): Buffer {
  const encoding = headers.get('content-transfer-encoding')?.toLowerCase();
  if (encoding === 'base64') return Buffer.from(body, 'base64');
  if (encoding !== 'quoted-printable') return Buffer.from(body.replace(/\r\n$/, ''), 'latin1');
  const joined = body.replaceAll('=\r\n', '');
  return Buffer.from(
    joined.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}
