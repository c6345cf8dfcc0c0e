import type { ReactElement } from 'react';
import { prerender } from 'react-dom/static';

/** How Next marks what it draws in the browser alone. */
const bailedOut = 'BAILOUT_TO_CLIENT_SIDE_RENDERING';

/** The markup of an element when all of it has come, parts that are loaded later included. */
export async function toMarkup(element: ReactElement): Promise<string> {
  const { prelude } = await prerender(element, {
    // What is drawn in the browser alone bails out here by design; whatever else goes wrong is told.
    onError: (error) => {
      if (!(error instanceof Error && 'digest' in error && error.digest === bailedOut)) console.error(error);
    },
  });
  const markup = await new Response(prelude as unknown as BodyInit).text();
  return markup.replace(/<!--.*?-->/g, '');
}
