import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type Pixels, readPng, writePalettePng } from './palette-png';

/** A picture of so many colours, each pixel one step from the one before. */
function pictureOf(colours: number, step = 13): Pixels {
  const [width, height] = [64, 48];
  const rgb = new Uint8Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const colour = (pixel % colours) * step;
    rgb.set([colour >> 16, (colour >> 8) & 255, colour & 255], pixel * 3);
  }
  return { width, height, rgb };
}

/** A PNG as a browser writes it, of one row for each of the filters there are. */
function filtered(colourType: 2 | 6): Buffer {
  const channels = colourType === 2 ? 3 : 4;
  const row = (filter: number) => [filter, ...Array.from({ length: 2 * channels }, (_, at) => at + 1)];
  const head = Buffer.from([0, 0, 0, 2, 0, 0, 0, 5, 8, colourType, 0, 0, 0]);
  const chunks = [
    ['IHDR', head],
    ['IDAT', deflateSync(Buffer.from([0, 1, 2, 3, 4].flatMap(row)))],
  ] as const;
  const written = chunks.map(([kind, data]) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(kind), data, Buffer.alloc(4)]);
  });
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ...written]);
}

/** The colours of a written PNG, in their order. */
function paletteOf(png: Buffer): readonly (readonly number[])[] {
  const at = png.indexOf('PLTE');
  const bytes = [...png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4))];
  return bytes.flatMap((red, place) => (place % 3 === 0 ? [[red, bytes[place + 1] ?? 0, bytes[place + 2] ?? 0]] : []));
}

describe('the picture of a guide', () => {
  it('is read by every filter that a browser may have written a row by', () => {
    const rows = [...new Array(5).keys()].map((row) => [...readPng(filtered(2)).rgb.subarray(row * 6, row * 6 + 6)]);
    expect(rows).toEqual([
      [1, 2, 3, 4, 5, 6],
      [1, 2, 3, 5, 7, 9],
      [2, 4, 6, 9, 12, 15],
      [2, 4, 6, 9, 13, 16],
      [3, 6, 9, 13, 18, 22],
    ]);
  });

  it('loses the transparency of a browser’s picture and nothing else', () => {
    expect([...readPng(filtered(6)).rgb.subarray(0, 6)]).toEqual([1, 2, 3, 5, 6, 7]);
  });

  it('keeps the colour of the smallest mark on the busiest page, whatever else has to come together', () => {
    const picture = pictureOf(2000, 1);
    picture.rgb.set([240, 160, 32], 300);
    const palette = paletteOf(writePalettePng(picture));
    expect(palette.length).toBeLessThanOrEqual(256);
    expect(palette).toContainEqual([240, 160, 32]);
  });

  it('is refused where its colours cannot be told by so few', () => {
    expect(() => writePalettePng(pictureOf(3000, 5000))).toThrow('more colours than 256');
  });

  it('of few colours names each of them once', () => {
    const picture = pictureOf(7);
    const palette = paletteOf(writePalettePng(picture));
    expect(palette).toEqual([0, 13, 26, 39, 52, 65, 78].map((blue) => [0, 0, blue]));
  });

  it('is refused where it is no PNG, or one that no browser writes', () => {
    expect(() => readPng(Buffer.from('GIF89a'))).toThrow('no PNG');
    expect(() => readPng(writePalettePng(pictureOf(3)))).toThrow('not written as browsers do');
  });
});
