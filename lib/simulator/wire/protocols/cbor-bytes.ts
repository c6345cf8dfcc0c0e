import { MalformedInput } from '../errors';

/** A CBOR tag (RFC 8949 §3.4); AWS uses tag 1, an epoch time in seconds. */
export class CborTag {
  constructor(
    readonly tag: number,
    readonly value: unknown,
  ) {}
}

/** The major types of RFC 8949 §3.1. */
const major = { unsigned: 0, negative: 1, bytes: 2, text: 3, array: 4, map: 5, tag: 6, simple: 7 } as const;
const indefinite = 31;
const breakByte = 0xff;
const maxDepth = 500;

// ---- writing -------------------------------------------------------------------------------------------------

/** Encodes null, booleans, numbers, bigints, strings, bytes, arrays, plain objects and `CborTag`. */
export function encodeCbor(value: unknown): Uint8Array {
  const parts: Uint8Array[] = [];
  write(parts, value);
  return Buffer.concat(parts);
}

function write(parts: Uint8Array[], value: unknown): void {
  if (value === null || value === undefined) parts.push(Buffer.of(0xf6));
  else if (typeof value === 'boolean') parts.push(Buffer.of(value ? 0xf5 : 0xf4));
  else if (typeof value === 'number') writeNumber(parts, value);
  else if (typeof value === 'bigint') writeInteger(parts, value);
  else if (typeof value === 'string') writeString(parts, value);
  else if (value instanceof Uint8Array) parts.push(head(major.bytes, BigInt(value.byteLength)), value);
  else if (value instanceof CborTag) writeTag(parts, value);
  else if (Array.isArray(value)) writeArray(parts, value);
  else writeMap(parts, Object.entries(value));
}

function writeNumber(parts: Uint8Array[], value: number): void {
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) {
    writeInteger(parts, BigInt(value));
    return;
  }
  const float = Buffer.alloc(9);
  float[0] = 0xfb;
  float.writeDoubleBE(value, 1);
  parts.push(float);
}

function writeInteger(parts: Uint8Array[], value: bigint): void {
  parts.push(value < 0n ? head(major.negative, -1n - value) : head(major.unsigned, value));
}

function writeString(parts: Uint8Array[], value: string): void {
  const bytes = Buffer.from(value, 'utf8');
  parts.push(head(major.text, BigInt(bytes.byteLength)), bytes);
}

function writeTag(parts: Uint8Array[], value: CborTag): void {
  parts.push(head(major.tag, BigInt(value.tag)));
  write(parts, value.value);
}

function writeArray(parts: Uint8Array[], values: readonly unknown[]): void {
  parts.push(head(major.array, BigInt(values.length)));
  for (const each of values) write(parts, each);
}

function writeMap(parts: Uint8Array[], entries: readonly [string, unknown][]): void {
  parts.push(head(major.map, BigInt(entries.length)));
  for (const [key, each] of entries) {
    writeString(parts, key);
    write(parts, each);
  }
}

/** The initial byte and the argument in its shortest form. */
function head(type: number, argument: bigint): Uint8Array {
  const high = type << 5;
  if (argument < 24n) return Buffer.of(high | Number(argument));
  if (argument < 0x100n) return Buffer.of(high | 24, Number(argument));
  const bytes = Buffer.alloc(argument < 0x10000n ? 3 : argument < 0x100000000n ? 5 : 9);
  if (bytes.length === 3) bytes.writeUInt16BE(Number(argument), 1);
  else if (bytes.length === 5) bytes.writeUInt32BE(Number(argument), 1);
  else bytes.writeBigUInt64BE(argument, 1);
  bytes[0] = high | (bytes.length === 3 ? 25 : bytes.length === 5 ? 26 : 27);
  return bytes;
}

// ---- reading -------------------------------------------------------------------------------------------------

/** Decodes one CBOR value that fills the bytes. Never reads or allocates past them. Throws `MalformedInput`. */
export function decodeCbor(bytes: Uint8Array): unknown {
  const reader = new CborReader(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const value = reader.read(0);
  if (!reader.atEnd) throw malformed('bytes follow the value');
  return value;
}

class CborReader {
  private at = 0;

  constructor(private readonly bytes: Buffer) {}

  get atEnd(): boolean {
    return this.at === this.bytes.length;
  }

  read(depth: number): unknown {
    if (depth > maxDepth) throw malformed('it is nested too deeply');
    const initial = this.take(1).readUInt8();
    const type = initial >> 5;
    const info = initial & 31;
    switch (type) {
      case major.unsigned:
        return narrow(this.argument(info));
      case major.negative:
        return narrow(-1n - this.argument(info));
      case major.bytes:
        return new Uint8Array(this.readChunks(type, info));
      case major.text:
        return this.readChunks(type, info).toString('utf8');
      case major.array:
        return this.readItems(info, () => this.read(depth + 1));
      case major.map:
        return Object.fromEntries(this.readItems(info, () => this.readEntry(depth)));
      case major.tag:
        return new CborTag(Number(this.argument(info)), this.read(depth + 1));
      default:
        return this.readSimple(info);
    }
  }

  private readEntry(depth: number): [string, unknown] {
    const key = this.read(depth + 1);
    if (typeof key !== 'string') throw malformed('a map key is not text');
    return [key, this.read(depth + 1)];
  }

  /** Items of an array or map, of stated length or up to the break. Each item takes a byte at least, so a lie ends soon. */
  private readItems<Item>(info: number, readItem: () => Item): Item[] {
    const items: Item[] = [];
    if (info === indefinite) {
      while (!this.takeBreak()) items.push(readItem());
      return items;
    }
    for (let left = this.argument(info); left > 0n; left -= 1n) items.push(readItem());
    return items;
  }

  private readChunks(type: number, info: number): Buffer {
    if (info !== indefinite) return this.take(this.length(info));
    const chunks: Buffer[] = [];
    while (!this.takeBreak()) {
      const initial = this.take(1).readUInt8();
      if (initial >> 5 !== type) throw malformed('a chunk has another type than its string');
      chunks.push(this.take(this.length(initial & 31)));
    }
    return Buffer.concat(chunks);
  }

  private readSimple(info: number): unknown {
    switch (info) {
      case 20:
      case 21:
        return info === 21;
      case 22:
      case 23:
        return null;
      case 25:
        return halfFloat(this.take(2).readUInt16BE());
      case 26:
        return this.take(4).readFloatBE();
      case 27:
        return this.take(8).readDoubleBE();
      default:
        throw malformed(`simple value ${info} is not known`);
    }
  }

  private takeBreak(): boolean {
    if (this.bytes[this.at] !== breakByte) return false;
    this.at += 1;
    return true;
  }

  private length(info: number): number {
    const length = this.argument(info);
    if (length > BigInt(this.bytes.length)) throw malformed('it ends too early');
    return Number(length);
  }

  private argument(info: number): bigint {
    if (info < 24) return BigInt(info);
    if (info === 24) return BigInt(this.take(1).readUInt8());
    if (info === 25) return BigInt(this.take(2).readUInt16BE());
    if (info === 26) return BigInt(this.take(4).readUInt32BE());
    if (info === 27) return this.take(8).readBigUInt64BE();
    throw malformed('a length is reserved or indefinite where it may not be');
  }

  private take(count: number): Buffer {
    const end = this.at + count;
    if (end > this.bytes.length) throw malformed('it ends too early');
    const taken = this.bytes.subarray(this.at, end);
    this.at = end;
    return taken;
  }
}

/** Integers are numbers as long as numbers are exact. */
function narrow(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** RFC 8949 appendix D. */
function halfFloat(half: number): number {
  const exponent = (half >> 10) & 0x1f;
  const mantissa = half & 0x3ff;
  const sign = half & 0x8000 ? -1 : 1;
  if (exponent === 0) return sign * mantissa * 2 ** -24;
  if (exponent !== 31) return sign * (mantissa + 1024) * 2 ** (exponent - 25);
  return mantissa === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
}

function malformed(why: string): MalformedInput {
  return new MalformedInput(`the body is not valid CBOR: ${why}`);
}
