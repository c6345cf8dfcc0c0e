import { deflateSync, inflateSync } from 'node:zlib';

/** A picture without transparency, a byte each for red, green and blue of every pixel, row by row. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const mostColours = 256;
/** By how much of 255 a colour may be another one in red, green or blue; tones of states are far further apart. */
const furthestApart = 24;

/**
 * Reads a PNG as browsers take pictures of themselves: 8 bits, colour with or without transparency, not interlaced. What is
 * transparent in it is taken for opaque.
 *
 * @throws when it is written in any other way
 */
export function readPng(png: Buffer): Pixels {
  if (!png.subarray(0, 8).equals(signature)) throw new Error('This is no PNG.');
  const parts: Buffer[] = [];
  let head: Buffer | undefined;
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const kind = png.toString('latin1', at + 4, at + 8);
    const data = png.subarray(at + 8, at + 8 + length);
    if (kind === 'IHDR') head = data;
    if (kind === 'IDAT') parts.push(data);
    at += length + 12;
  }
  if (head === undefined) throw new Error('The PNG has no head.');
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const [depth, colour, , , interlaced] = head.subarray(8);
  const channels = colour === 2 ? 3 : colour === 6 ? 4 : 0;
  if (depth !== 8 || channels === 0 || interlaced !== 0) throw new Error('The PNG is not written as browsers do.');
  const raw = unfilter(inflateSync(Buffer.concat(parts)), width * channels, height, channels);
  const rgb = new Uint8Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    rgb.set(raw.subarray(pixel * channels, pixel * channels + 3), pixel * 3);
  }
  return { width, height, rgb };
}

/** Undoes the filter of each row, by the PNG specification, section 9. */
function unfilter(data: Buffer, rowBytes: number, height: number, channels: number): Uint8Array {
  const out = new Uint8Array(rowBytes * height);
  for (let row = 0; row < height; row += 1) {
    const filter = data[row * (rowBytes + 1)] ?? 0;
    for (let at = 0; at < rowBytes; at += 1) {
      const here = row * rowBytes + at;
      const left = at < channels ? 0 : (out[here - channels] ?? 0);
      const up = row === 0 ? 0 : (out[here - rowBytes] ?? 0);
      const upLeft = row === 0 || at < channels ? 0 : (out[here - rowBytes - channels] ?? 0);
      out[here] = (data[row * (rowBytes + 1) + 1 + at] ?? 0) + predict(filter, left, up, upLeft);
    }
  }
  return out;
}

function predict(filter: number, left: number, up: number, upLeft: number): number {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  const estimate = left + up - upLeft;
  const [toLeft, toUp, toUpLeft] = [left, up, upLeft].map((one) => Math.abs(estimate - one)) as [
    number,
    number,
    number,
  ];
  if (toLeft <= toUp && toLeft <= toUpLeft) return left;
  return toUp <= toUpLeft ? up : upLeft;
}

/**
 * Writes a PNG of at most 256 colours, which takes less than half the bytes. No pixel is further from its own colour than
 * it has to be, and none so far that an eye would take it for another one: the tone of a small mark is as safe as a page.
 *
 * @throws when the picture has too many colours for that
 */
export function writePalettePng({ width, height, rgb }: Pixels): Buffer {
  const counts = new Map<number, number>();
  for (let at = 0; at < rgb.length; at += 3) {
    const colour = colourAt(rgb, at);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const { palette, places } = choosePalette(counts);
  const rows = Buffer.alloc((width + 1) * height);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      rows[row * (width + 1) + 1 + column] = places.get(colourAt(rgb, (row * width + column) * 3)) ?? 0;
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

interface Palette {
  readonly palette: readonly number[];
  /** Of every colour of the picture, its place in the palette. */
  readonly places: ReadonlyMap<number, number>;
}

/** The smallest distance at which colours may be taken together, the rarer one for the more frequent one. */
function choosePalette(counts: ReadonlyMap<number, number>): Palette {
  const byFrequency = [...counts].sort(([one, often], [other, otherOften]) => otherOften - often || one - other);
  const colours = byFrequency.map(([colour]) => colour);
  for (let furthest = 0; furthest <= furthestApart; furthest += 2) {
    const found = coverWithin(colours, furthest);
    if (found !== 'too-many') return found;
  }
  throw new Error(`The picture has more colours than ${mostColours} can stand for.`);
}

function coverWithin(colours: readonly number[], furthest: number): Palette | 'too-many' {
  const palette: number[] = [];
  const places = new Map<number, number>();
  for (const colour of colours) {
    const near = palette.findIndex((other) => distance(other, colour) <= furthest);
    if (near === -1 && palette.length === mostColours) return 'too-many';
    places.set(colour, near === -1 ? palette.push(colour) - 1 : near);
  }
  return { palette, places };
}

/** The largest difference of two colours in red, green or blue, of 255. */
function distance(one: number, other: number): number {
  const red = Math.abs((one >> 16) - (other >> 16));
  const green = Math.abs(((one >> 8) & 255) - ((other >> 8) & 255));
  return Math.max(red, green, Math.abs((one & 255) - (other & 255)));
}

function colourAt(rgb: Uint8Array, at: number): number {
  const [red = 0, green = 0, blue = 0] = rgb.subarray(at, at + 3);
  return (red << 16) | (green << 8) | blue;
}

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** The checksum of PNG; `node:zlib` has it only in later versions than the first that the product runs on. */
function crc32(data: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of data) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}
