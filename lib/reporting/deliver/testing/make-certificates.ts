import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** A certificate with its key, as PEM. */
export interface MadeCertificate {
  readonly cert: string;
  readonly key: string;
}

export interface CertificateAuthority {
  /** Its own certificate, as PEM. */
  readonly cert: string;
  /** A certificate for a server of these names and addresses (IPv4). */
  issue(names: readonly string[]): MadeCertificate;
}

/** A certificate authority of its own with a new key, valid for an hour either way. X.509 v3, ECDSA on P-256. For tests only. */
export function makeCertificateAuthority(): CertificateAuthority {
  const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = 'Test authority';
  const toCertificate = (subject: string, publicKey: KeyObject, extensions: readonly Buffer[]) =>
    toPem('CERTIFICATE', signCertificate({ subject, issuer: name, publicKey, extensions }, own.privateKey));
  return {
    cert: toCertificate(name, own.publicKey, [isAuthority, maySignCertificates]),
    issue(names) {
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const cert = toCertificate('Test server', publicKey, [toNamesExtension(names)]);
      return { cert, key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string };
    },
  };
}

interface Unsigned {
  readonly subject: string;
  readonly issuer: string;
  readonly publicKey: KeyObject;
  readonly extensions: readonly Buffer[];
}

/** RFC 5280, section 4.1. */
function signCertificate({ subject, issuer, publicKey, extensions }: Unsigned, key: KeyObject): Buffer {
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  // Positive, and another one for every key.
  const serial = Buffer.concat([Buffer.from([1]), createHash('sha256').update(spki).digest().subarray(0, 15)]);
  const hour = 3_600_000;
  const toBeSigned = sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(serial),
    ecdsaWithSha256,
    toName(issuer),
    sequence(toTime(Date.now() - hour), toTime(Date.now() + hour)),
    toName(subject),
    spki,
    tagged(0xa3, sequence(...extensions)),
  );
  return sequence(toBeSigned, ecdsaWithSha256, bitString(sign('sha256', toBeSigned, key)));
}

function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), toLength(body.length), body]);
}

function toLength(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  return length < 0x100 ? Buffer.from([0x81, length]) : Buffer.from([0x82, length >> 8, length & 0xff]);
}

const sequence = (...parts: readonly Buffer[]) => tagged(0x30, ...parts);
const integer = (bytes: Buffer) => tagged(0x02, bytes);
const bitString = (bytes: Buffer) => tagged(0x03, Buffer.from([0]), bytes);
const oid = (...bytes: readonly number[]) => tagged(0x06, Buffer.from(bytes));

/** 1.2.840.10045.4.3.2 */
const ecdsaWithSha256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));

/** A common name alone, 2.5.4.3. */
function toName(text: string): Buffer {
  return sequence(tagged(0x31, sequence(oid(0x55, 0x04, 0x03), tagged(0x0c, Buffer.from(text)))));
}

/** `20261123090000Z` */
function toTime(at: number): Buffer {
  const digits = new Date(at).toISOString().replaceAll(/[-:T]|\.\d+/g, '');
  return tagged(0x18, Buffer.from(digits));
}

const critical = tagged(0x01, Buffer.from([0xff]));
/** 2.5.29.19 with cA, 2.5.29.15 with keyCertSign. */
const isAuthority = sequence(oid(0x55, 0x1d, 0x13), critical, tagged(0x04, sequence(critical)));
const maySignCertificates = sequence(oid(0x55, 0x1d, 0x0f), critical, tagged(0x04, tagged(0x03, Buffer.from([2, 4]))));

/** 2.5.29.17 */
function toNamesExtension(names: readonly string[]): Buffer {
  const toGeneralName = (name: string) =>
    /^[\d.]+$/.test(name) ? tagged(0x87, Buffer.from(name.split('.').map(Number))) : tagged(0x82, Buffer.from(name));
  return sequence(oid(0x55, 0x1d, 0x11), tagged(0x04, sequence(...names.map(toGeneralName))));
}

function toPem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
