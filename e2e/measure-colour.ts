import type { Page } from '@playwright/test';

/**
 * A pixel is saturated from this chroma on, the largest of red, green and blue less the smallest, of 255: every status
 * tone, series and link is, no surface, tint, hairline or muted text is.
 */
const saturatedChroma = 64;

/** Saturated pixels of a PNG, in percent of all of them. The page only decodes: it may be any, an empty one too. */
export async function saturatedPercent(decoder: Page, png: Buffer): Promise<number> {
  return decoder.evaluate(
    async ([encoded, chroma]) => {
      const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
      const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(picture.width, picture.height);
      const context = canvas.getContext('2d');
      if (context === null) throw new Error('The browser draws nothing.');
      context.drawImage(picture, 0, 0);
      const { data } = context.getImageData(0, 0, picture.width, picture.height);
      let saturated = 0;
      for (let at = 0; at < data.length; at += 4) {
        const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
        if (Math.max(red, green, blue) - Math.min(red, green, blue) >= chroma) saturated += 1;
      }
      return (saturated / (data.length / 4)) * 100;
    },
    [png.toString('base64'), saturatedChroma] as const,
  );
}
