import PDFDocument from 'pdfkit';
import { hasRightToLeft } from '@/lib/format/paper/set-apart';
import { DocumentFaces } from './document-faces';
import type { Box, Stroke } from './draw-state';
import { type Face, fitOf } from './fonts';
import type { HanForms } from './han-forms';

/** A4 upright, in points. */
export const page = { width: 595.28, height: 841.89, left: 48, right: 48, top: 74, bottom: 62 } as const;
export const innerWidth = page.width - page.left - page.right;

/** Inks that stay apart when they are printed in grey; status is never told by them. */
export const inks = { text: '#111111', muted: '#555555', line: '#b5b5b5', band: '#333333', shade: '#f0f0f0' } as const;
const paperWhite = '#ffffff';
export type Ink = keyof typeof inks;

export interface TypeStyle {
  readonly face: Face;
  readonly size: number;
  readonly lineHeight: number;
  readonly ink: Ink;
}

export type BoxKind = 'thin' | 'full' | 'lower-half' | 'dashed' | 'hatched';

export interface PaperInfo {
  readonly title: string;
  readonly subject: string;
  /** Stands for every date in the file, so that the same document is the same bytes. */
  readonly date: Date;
  /** How Han characters are written where a line does not tell; as in China where this does not either. */
  readonly hanForms?: HanForms;
}

/**
 * Sheets of A4 that are written on by absolute places. No clock and no chance: the same calls give the same bytes, whenever
 * and wherever they are made.
 */
export class Paper {
  readonly #document: PDFKit.PDFDocument;
  readonly #bytes: Promise<Buffer>;
  readonly #faces: DocumentFaces;

  constructor({ title, subject, date, hanForms = 'chinese' }: PaperInfo) {
    this.#document = new PDFDocument({
      size: 'A4',
      margin: 0,
      autoFirstPage: false,
      bufferPages: true,
      pdfVersion: '1.7',
      lang: 'en-GB',
      displayTitle: true,
      info: {
        Title: title,
        Subject: subject,
        Producer: 'Antipode',
        Creator: 'Antipode',
        CreationDate: date,
        ModDate: date,
      },
    });
    this.#bytes = collect(this.#document);
    this.#faces = new DocumentFaces(this.#document, hanForms);
  }

  addSheet(): void {
    this.#document.addPage();
  }

  /** Goes back to a sheet, counted from 0. */
  goTo(index: number): void {
    this.#document.switchToPage(index);
  }

  hasGlyph(codePoint: number): boolean {
    return this.#faces.hasGlyph(codePoint);
  }

  /** At least the width of a line as it is written. */
  widthOf(text: string, { face, size }: TypeStyle): number {
    return this.#faces.widthOf(text, face) * size;
  }

  /** One line of text in the order in which it is read; `y` is its upper edge. */
  write(text: string, x: number, y: number, style: TypeStyle): void {
    if (text === '') return;
    const { name, ascent } = this.#faces.open('plain', style.face);
    if (!this.#faces.isPlain(text) || hasRightToLeft(text)) {
      this.#writeRuns(text, x, y + ascent * style.size, style);
      return;
    }
    this.#document.font(name).fontSize(style.size).fillColor(inks[style.ink]).text(text, x, y, { lineBreak: false });
  }

  /** Faces beside each other stand on one base line. */
  #writeRuns(line: string, x: number, baseline: number, { face, size, ink }: TypeStyle): void {
    let left = x;
    for (const { text, family } of this.#faces.toRuns(line)) {
      const { name } = this.#faces.open(family, face);
      const { scale, drop } = fitOf[family];
      const drawn = this.#document
        .font(name)
        .fontSize(size * scale)
        .fillColor(inks[ink]);
      // Whole runs, not word by word: words from right to left would stand in the order of others.
      const whole = { features: [], lineBreak: false };
      drawn.text(text, left, baseline + drop * size, { ...whole, baseline: 'alphabetic' });
      left += drawn.widthOfString(text, whole);
    }
  }

  rule(x: number, y: number, width: number, ink: Ink = 'line', weight = 0.5): void {
    this.#document
      .moveTo(x, y)
      .lineTo(x + width, y)
      .lineWidth(weight)
      .strokeColor(inks[ink])
      .stroke();
  }

  shade(x: number, y: number, width: number, height: number): void {
    this.#document.rect(x, y, width, height).fill(inks.shade);
  }

  /** A field of slanting stripes. */
  stripes(x: number, y: number, width: number, height: number): void {
    const drawn = this.#document.save().rect(x, y, width, height).clip();
    for (let at = x - height; at < x + width; at += 5) drawn.moveTo(at, y + height).lineTo(at + height, y);
    drawn.lineWidth(1.2).strokeColor(inks.band).stroke().restore();
  }

  /** A shape of strokes in a box of 16 × 16, drawn into another one. */
  shape(strokes: readonly Stroke[], { x, y, size }: Box): void {
    this.#document
      .save()
      .translate(x, y)
      .scale(size / 16);
    for (const { path, as, dash, weight } of strokes) {
      const drawn = this.#document.path(path);
      if (as === 'fill') {
        drawn.fill(inks.text);
        continue;
      }
      drawn.lineWidth(weight ?? (as === 'cut' ? 1.9 : 1.6)).lineCap('round');
      if (dash === undefined) drawn.undash();
      else drawn.dash(dash, { space: dash });
      drawn.stroke(as === 'cut' ? paperWhite : inks.text);
    }
    this.#document.restore();
  }

  /** A small field, told apart from others by how much ink it has and how. */
  box(x: number, y: number, width: number, height: number, kind: BoxKind): void {
    const drawn = this.#document.save().lineCap('butt');
    if (kind === 'full') drawn.rect(x, y, width, height).fill(inks.text);
    if (kind === 'lower-half') drawn.rect(x, y + height * 0.45, width, height * 0.55).fill(inks.text);
    if (kind === 'hatched') this.#hatch(x, y, width, height);
    drawn.rect(x, y, width, height).lineWidth(kind === 'thin' ? 0.5 : 0.7);
    if (kind === 'dashed') drawn.dash(1.4, { space: 1.2 });
    drawn.stroke(kind === 'thin' ? inks.line : inks.text).restore();
  }

  #hatch(x: number, y: number, width: number, height: number): void {
    const drawn = this.#document.save().rect(x, y, width, height).clip();
    for (let at = x - height; at < x + width; at += 3) drawn.moveTo(at, y + height).lineTo(at + height, y);
    drawn.lineWidth(0.5).stroke(inks.text).restore();
  }

  /** A cross in the colour of the paper, for what is full of ink. */
  cross(x: number, y: number, reach: number): void {
    this.#document
      .moveTo(x - reach, y - reach)
      .lineTo(x + reach, y + reach)
      .moveTo(x - reach, y + reach)
      .lineTo(x + reach, y - reach)
      .lineWidth(0.9)
      .stroke(paperWhite);
  }

  /** Marks the section of this name in the document's outline. */
  outline(name: string): void {
    this.#document.outline.addItem(name);
  }

  finish(): Promise<Buffer> {
    this.#faces.finish();
    this.#document.end();
    return this.#bytes;
  }
}

function collect(document: PDFKit.PDFDocument): Promise<Buffer> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
}
