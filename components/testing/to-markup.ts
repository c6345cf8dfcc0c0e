import type { ReactElement } from 'react';
import { prerender } from 'react-dom/static';

/** The markup of an element when all of it has come, parts that are loaded later included. */
export async function toMarkup(element: ReactElement): Promise<string> {
  const { prelude } = await prerender(element);
  const markup = await new Response(prelude as unknown as BodyInit).text();
  return markup.replace(/<!--.*?-->/g, '');
}
