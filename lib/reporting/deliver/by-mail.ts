import { PassThrough } from 'node:stream';
import { createTransport, type NodemailerError, type SMTPTransportOptions } from 'nodemailer';
import type { MailConfig } from '@/lib/config/engine-config';
import { attachedFormats } from '@/lib/domain/reports/delivery';
import type { AttemptEnd } from '@/lib/domain/reports/delivery-rules';
import { formatCount, formatList } from '@/lib/domain/wording/list';
import type { Deliverable } from './deliverable';
import { type MailFrame, writeMail } from './write-mail';

/** Wall milliseconds: to be let in, to be greeted, and without a word in between; servers look into a mail before they take it. */
const limits = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 60_000, dnsTimeout: 10_000 };

/** Wall milliseconds for the whole conversation. */
const longestMs = 120_000;

/** Who gets a mail. */
export interface MailReaders {
  readonly to: readonly string[];
  /** Of them, those whose copy the server took in an attempt before: they get no second one. */
  readonly taken: readonly string[];
  /** Aborts when the engine stops. */
  readonly signal: AbortSignal;
}

/**
 * Hands a report over to the mail server, in one mail to everybody who has none yet. The server's word is the end of it:
 * what becomes of a mail behind it is not seen here. A connection that breaks before that word leaves the mail in doubt; it
 * is handed over again with the same Message-ID.
 */
export async function deliverByMail(
  { server, from }: MailConfig,
  report: Deliverable,
  frame: Omit<MailFrame, 'from'>,
  { to, taken, signal }: MailReaders,
): Promise<AttemptEnd> {
  const kinds = attachedFormats(report.files.map(({ kind }) => kind));
  const files = report.files.filter(({ kind }) => kinds.includes(kind));
  const wanting = to.filter((address) => !taken.includes(address));
  if (wanting.length === 0)
    return { state: 'delivered', sentence: `${nameServer(server)} took it for ${formatList(to)}.`, handed: to };
  const mail = writeMail({ ...report, files }, { ...frame, from });
  const transport = createTransport(toTransport(server));
  let hasBegun = false;
  // The library tells all broken connections alike, whatever was going on. It opens the message once it is let in.
  transport.use('stream', ({ message }, done) => {
    message.transform(() => {
      hasBegun = true;
      return new PassThrough();
    });
    done();
  });
  try {
    const sent = await transport.sendMail({
      ...mail,
      from,
      // Everybody is named, also in a mail that only some still get.
      to: [...to],
      envelope: { from, to: wanting },
      attachments: files.map(({ name, body, contentType }) => ({ filename: name, content: body, contentType })),
      headers: { 'Auto-Submitted': 'auto-generated' },
      disableFileAccess: true,
      disableUrlAccess: true,
      signal: AbortSignal.any([signal, AbortSignal.timeout(longestMs)]),
    });
    const refused = (sent.rejected ?? []).map(String);
    const handed = to.filter((address) => !refused.includes(address));
    if (refused.length === 0)
      return { state: 'delivered', sentence: `${nameServer(server)} took it for ${formatList(to)}.`, handed };
    return {
      state: 'failed',
      sentence: `${nameServer(server)} took it for ${formatList(handed)} and refused it for ${formatList(refused)}: check ${refused.length === 1 ? 'the address' : 'the addresses'}. Who has it gets it no second time.`,
      handed,
      needsPerson: (sent.rejectedErrors ?? []).some(isFinal),
    };
  } catch (error) {
    return { ...judge(error as NodemailerError, server, wanting, hasBegun), handed: taken };
  } finally {
    transport.close();
  }
}

function toTransport({ host, port, tls, login }: MailConfig['server']): SMTPTransportOptions {
  return {
    host,
    port,
    secure: tls === 'from-the-start',
    requireTLS: tls === 'started',
    ignoreTLS: tls === 'none',
    tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2' },
    ...(login === 'none' ? {} : { auth: { user: login.user, pass: login.password } }),
    ...limits,
    // Neither commands nor credentials reach a log.
    logger: false,
    debug: false,
  };
}

function nameServer({ host, port }: MailConfig['server']): string {
  return `The mail server ${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/**
 * What became of a mail that was not taken, and what to do. Only a connection that breaks once the message has begun leaves
 * it in doubt.
 */
function judge(
  error: NodemailerError,
  server: MailConfig['server'],
  to: readonly string[],
  hasBegun: boolean,
): Pick<AttemptEnd, 'state' | 'sentence' | 'needsPerson'> {
  const said = quoteServer(error, server);
  const failed = (happened: string, next: string, needsPerson = isFinal(error)) =>
    ({ state: 'failed', sentence: `${nameServer(server)} ${happened}${said}. ${next}`, needsPerson }) as const;
  if (isAboutTls(error))
    return failed(
      'could not be spoken to under TLS',
      'Check that its certificate is valid for its name and known to this machine, and that it offers TLS; nothing is sent without.',
      true,
    );
  switch (error.code) {
    case 'EAUTH':
    case 'ENOAUTH':
    case 'EOAUTH2':
      return failed('refused the sign-in', 'Check user and password in ANTIPODE_SMTP_URL.');
    case 'EDNS':
      return failed(
        'was not found',
        'Check its name in ANTIPODE_SMTP_URL and the DNS resolver of this machine.',
        false,
      );
    case 'EENVELOPE':
      return failed(
        `refused the mail to ${formatCount(to.length, 'address', 'addresses')}`,
        'Check ANTIPODE_SMTP_FROM and the addresses.',
      );
    default:
      break;
  }
  if (error.responseCode !== undefined) return failed('refused the mail', 'Put right what it says.');
  if (!hasBegun)
    return failed('did not answer', 'Check that it runs and that this machine may reach it; it is tried again.', false);
  return {
    state: 'in-doubt',
    sentence: `The connection to ${nameServer(server).replace(/^The/, 'the')} broke while the mail was handed over, so that it may have been taken. It is sent again with the same Message-ID.`,
  };
}

/** The server has said no for good, and not that it would rather be asked later. */
function isFinal({ permanent }: NodemailerError): boolean {
  return permanent !== false;
}

/** The library calls a certificate that is not good a broken connection, and keeps the system's own code beside it. */
function isAboutTls({ code, originalCode = '' }: NodemailerError): boolean {
  return code === 'ETLS' || /CERT|SSL|TLS|SIGNATURE|ISSUER/.test(originalCode);
}

/** What the server said, on one line, without what only it and we may know. */
function quoteServer({ response }: NodemailerError, { login }: MailConfig['server']): string {
  if (response === undefined || response === '') return '';
  const secrets = login === 'none' ? [] : [login.password, login.user];
  const hidden = secrets.reduce((text, secret) => text.replaceAll(secret, '…'), response);
  const line = hidden.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
  return ` (${line.length > 200 ? `${line.slice(0, 199)}…` : line.replace(/\.$/, '')})`;
}
