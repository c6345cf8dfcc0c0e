'use client';

import { useEffect } from 'react';
import type { Sheet } from '@/lib/format/executive-report/sheet';

/** Words of every page. */
export type FrameWords = Pick<Sheet, 'title' | 'bands' | 'footer' | 'seal'>;

/**
 * What stands at the head and the foot of every printed page. As a style sheet of the browser's own: the words are the
 * report's, and the content policy admits no style of a document.
 */
export function PrintFrame({ title, bands, footer, seal }: FrameWords) {
  useEffect(() => {
    const frame = new CSSStyleSheet();
    frame.replaceSync(pageFrame({ title, bands, footer, seal }));
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, frame];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== frame);
    };
  }, [title, bands, footer, seal]);
  return null;
}

/** The margins of a page with their words. */
export function pageFrame({ title, bands, footer, seal }: FrameWords): string {
  const words = bands.join(' · ');
  return `@page report {
    @top-left { content: "Antipode"; width: 25%; font-weight: 600; }
    @top-center { content: ${words === '' ? 'none' : toCssString(`▨▨▨  ${words}  ▨▨▨`)}; width: 50%; font-weight: 700; }
    @top-right { content: ${toCssString(title)}; width: 25%; }
    @bottom-left { content: ${toCssString(footer)} "\\a " ${toCssString(seal)}; white-space: pre-line; width: 84%; text-align: left; }
    @bottom-right { width: 16%; }
  }`;
}

/** A text as CSS reads it back: all but plain letters and spaces by their code points. */
export function toCssString(text: string): string {
  return `"${text.replaceAll(/[^A-Za-z0-9 ]/gu, (character) => `\\${character.codePointAt(0)?.toString(16)} `)}"`;
}
