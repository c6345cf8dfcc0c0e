import { z } from 'zod';
import { mailAddressPattern } from '../domain/mail-address';

/** A mail server that takes mail over SMTP. It holds a password: never logged, never shown. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /**
   * `from-the-start`: TLS before the first word (smtps). `started`: nothing is said before STARTTLS. `none`: on this machine
   * only, where nobody listens in between. Certificates are verified wherever there is TLS.
   */
  readonly tls: 'from-the-start' | 'started' | 'none';
  readonly login: { readonly user: string; readonly password: string } | 'none';
}

const what =
  'must be smtp://USER:PASSWORD@HOST:PORT, or smtps:// for TLS from the start; percent-encode what is special in them';

/** `smtp://` or `smtps://`, with user and password unless the server asks for none. */
export const smtpUrl = z.string().transform((text, context) => {
  const read = parseSmtpUrl(text);
  if (typeof read !== 'string') return read;
  context.addIssue(read);
  return z.NEVER;
});

/** An address alone, without a name beside it. */
export const mailAddress = z
  .string()
  .regex(mailAddressPattern, 'must be a mail address alone, e.g. antipode@acme.example');

/** The server that a URL names, or what is wrong with it, as the end of a sentence. No part of it is repeated. */
function parseSmtpUrl(text: string): SmtpServer | string {
  if (!URL.canParse(text)) return what;
  const { protocol, hostname, port, username, password, pathname, search, hash } = new URL(text);
  if ((protocol !== 'smtp:' && protocol !== 'smtps:') || hostname === '') return what;
  if ((pathname !== '' && pathname !== '/') || search !== '' || hash !== '')
    return 'must end with the host or its port: nothing behind it is understood';
  if ((username === '') !== (password === '')) return 'must have both user and password, or neither';
  const user = decode(username);
  const secret = decode(password);
  if (user === 'broken' || secret === 'broken') return what;
  const isImplicit = protocol === 'smtps:';
  const host = hostname.replace(/^\[|\]$/g, '');
  return {
    host,
    port: port === '' ? (isImplicit ? 465 : 587) : Number(port),
    tls: isImplicit ? 'from-the-start' : isOnThisMachine(host) ? 'none' : 'started',
    login: user.text === '' ? 'none' : { user: user.text, password: secret.text },
  };
}

function decode(part: string): { readonly text: string } | 'broken' {
  try {
    return { text: decodeURIComponent(part) };
  } catch {
    return 'broken';
  }
}

function isOnThisMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}
