import { type Face, type Family, faces, fitOf, readFace } from './fonts';
import { type HanForms, hanFormsOf } from './han-forms';
import { toVisualPieces } from './visual-pieces';

/** Characters of one family beside each other. */
export interface FamilyRun {
  readonly text: string;
  readonly family: Family;
}

/** A face in a document; the library's types do not tell of it. */
interface EmbeddedFace {
  readonly font: OpenFace;
  /** What each glyph that was drawn stands for, as readers of the document find it. */
  unicode: readonly (readonly number[] | undefined)[];
}

interface OpenFace {
  readonly unitsPerEm: number;
  readonly ascent: number;
  hasGlyphForCodePoint(codePoint: number): boolean;
  glyphForCodePoint(codePoint: number): { readonly advanceWidth: number };
  layout(text: string, features: readonly string[]): { readonly advanceWidth: number };
}

const arabic = /^[\p{Script_Extensions=Arabic}\u200c]$/u;
const hanFamilies: readonly HanForms[] = ['chinese', 'japanese', 'korean'];
/** What the library turns around by itself: text whose first letter of any script is one of these. */
const turned = /^[\p{Script=Common}\p{Script=Inherited}]*[\p{Script=Arabic}\p{Script=Hebrew}]/u;

/** The faces of one document: which has a character, and how wide it is there. All but the plain one are opened when needed. */
export class DocumentFaces {
  readonly #document: PDFKit.PDFDocument;
  readonly #forms: HanForms;
  readonly #opened = new Map<string, EmbeddedFace>();
  readonly #families = new Map<number, Family | 'none'>();
  readonly #advances: Readonly<Record<Face, Map<string, number>>> = { regular: new Map(), bold: new Map() };
  readonly #words: Readonly<Record<Face, Map<string, number>>> = { regular: new Map(), bold: new Map() };

  /** @param forms of Han characters, in lines that tell nothing of it */
  constructor(document: PDFKit.PDFDocument, forms: HanForms) {
    this.#document = document;
    this.#forms = forms;
  }

  hasGlyph(codePoint: number): boolean {
    return this.#familyOf(codePoint) !== 'none';
  }

  /** Whether every character is of the plain face. */
  isPlain(text: string): boolean {
    for (const character of text) if (this.#familyOf(codePointOf(character)) !== 'plain') return false;
    return true;
  }

  /**
   * In ems. Without kerning, which makes lines narrower and never wider: a hundred times as fast as setting the text. Arabic
   * alone is set, word by word: there a letter is as wide as its neighbours make it.
   */
  widthOf(text: string, face: Face): number {
    let width = 0;
    for (const character of text) width += this.#advanceOf(character, face);
    return Number.isNaN(width) ? this.#widthOfRuns(text, face) : width;
  }

  /** Opens a face: the name by which the document knows it, and its height above the base line in ems. */
  open(family: Family, face: Face): { readonly name: string; readonly ascent: number } {
    const { ascent, unitsPerEm } = this.#open(family, face);
    return { name: nameOf(family, face), ascent: ascent / unitsPerEm };
  }

  /**
   * What a line is made of, from left to right. Each run is written as the library has to be given it: it turns around by
   * itself what begins with a letter that is written from right to left, and nothing else.
   */
  toRuns(line: string): readonly FamilyRun[] {
    const forms = this.#formsIn(line);
    return toVisualPieces(line).flatMap(({ text, isRightToLeft }) => {
      const runs = this.#split(text, forms).map((run) =>
        turned.test(run.text) === isRightToLeft ? run : { ...run, text: turnAround(run.text) },
      );
      return isRightToLeft ? runs.reverse() : runs;
    });
  }

  /** Has to be called before the document ends. */
  finish(): void {
    for (const face of faces) {
      const arabicFace = this.#opened.get(nameOf('arabic', face));
      if (arabicFace === undefined) continue;
      arabicFace.unicode = arabicFace.unicode.map((codePoints) => codePoints && asRead(codePoints));
    }
  }

  #widthOfRuns(text: string, face: Face): number {
    let width = 0;
    for (const { text: part, family } of this.#split(text, 'chinese')) {
      if (family === 'arabic') width += this.#widthOfWord(part, face);
      else for (const character of part) width += this.#advanceOf(character, face);
    }
    return width;
  }

  #widthOfWord(word: string, face: Face): number {
    const known = this.#words[face].get(word);
    if (known !== undefined) return known;
    const font = this.#open('arabic', face);
    const width = (font.layout(word, []).advanceWidth / font.unitsPerEm) * fitOf.arabic.scale;
    this.#words[face].set(word, width);
    return width;
  }

  /** Not a number for Arabic. Of the others a character is as wide in one family as in another. */
  #advanceOf(character: string, face: Face): number {
    const known = this.#advances[face].get(character);
    if (known !== undefined) return known;
    const codePoint = codePointOf(character);
    const family = this.#familyOf(codePoint);
    const font = this.#open(family === 'none' ? 'plain' : family, face);
    const advance = font.glyphForCodePoint(codePoint).advanceWidth / font.unitsPerEm;
    const own = family === 'arabic' ? Number.NaN : advance;
    this.#advances[face].set(character, own);
    return own;
  }

  #split(text: string, forms: HanForms): FamilyRun[] {
    const runs: { text: string; readonly family: Family }[] = [];
    for (const character of text) {
      const family = this.#familyIn(codePointOf(character), forms);
      const last = runs.at(-1);
      if (last?.family === family) last.text += character;
      else runs.push({ text: character, family });
    }
    return runs;
  }

  #familyIn(codePoint: number, forms: HanForms): Family {
    const family = this.#familyOf(codePoint);
    if (family === 'none') return 'plain';
    if (family === 'plain' || family === 'arabic') return family;
    return this.#has(forms, codePoint) ? forms : family;
  }

  /** One face for all Han characters of a line: that of China, which has the most, where the one asked for has not all. */
  #formsIn(line: string): HanForms {
    const forms = hanFormsOf(line, this.#forms);
    const characters = line.match(/\p{Script=Han}/gu) ?? [];
    return characters.every((character) => this.#has(forms, codePointOf(character))) ? forms : 'chinese';
  }

  #familyOf(codePoint: number): Family | 'none' {
    const known = this.#families.get(codePoint);
    if (known !== undefined) return known;
    const family = this.#findFamily(codePoint);
    this.#families.set(codePoint, family);
    return family;
  }

  #findFamily(codePoint: number): Family | 'none' {
    if (arabic.test(String.fromCodePoint(codePoint)) && this.#has('arabic', codePoint)) return 'arabic';
    if (this.#has('plain', codePoint)) return 'plain';
    return hanFamilies.find((family) => this.#has(family, codePoint)) ?? 'none';
  }

  #has(family: Family, codePoint: number): boolean {
    return this.#open(family, 'regular').hasGlyphForCodePoint(codePoint);
  }

  #open(family: Family, face: Face): OpenFace {
    const name = nameOf(family, face);
    const known = this.#opened.get(name);
    if (known !== undefined) return known.font;
    this.#document.registerFont(name, readFace(family, face));
    const { _font } = this.#document.font(name) as unknown as { readonly _font: EmbeddedFace };
    this.#opened.set(name, _font);
    return _font.font;
  }
}

function nameOf(family: Family, face: Face): string {
  return family === 'plain' ? face : `${family}-${face}`;
}

function codePointOf(character: string): number {
  return character.codePointAt(0) ?? 0xfffd;
}

/**
 * Readers of a document turn what runs from right to left around, character by character: letters that are drawn as one are
 * told the other way around, so that they come out as they were written. The blank stands where a non-joiner parts letters;
 * spaces are drawn in the plain face.
 */
function asRead(codePoints: readonly number[]): readonly number[] {
  return codePoints.map((codePoint) => (codePoint === 0x20 ? 0x200c : codePoint)).reverse();
}

/** Marks stay behind their letters. */
function turnAround(text: string): string {
  return (text.match(/\P{M}\p{M}*|\p{M}+/gu) ?? []).reverse().join('');
}
