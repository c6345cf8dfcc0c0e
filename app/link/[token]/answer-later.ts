/** Why a link was not looked up: it may well open its screen in a moment. */
export type Hindrance = 'too-many' | 'no-answer';

/** Wall seconds after which a browser asks again by itself. */
const againSeconds = { 'too-many': 60, 'no-answer': 10 } as const;

const answers = {
  'too-many': {
    status: 429,
    title: 'Too many attempts',
    words:
      'Links are opened from here faster than anybody can, and nothing was looked up. This page tries again by itself in a minute.',
  },
  'no-answer': {
    status: 503,
    title: 'The link cannot be checked now',
    words:
      'The console’s store does not answer, so nobody knows how the link stands. It is not used up, and this page tries again by itself every ten seconds. If that does not help, tell whoever runs this console.',
  },
} as const;

/**
 * Says that a link could not be looked up, at the link's own address, and lets the browser ask again: the machine behind
 * a wall has nobody who would. Plain words, since what draws the console's pages may be what does not answer.
 *
 * @param nonce of this answer's content policy; without one the words stand as they are
 */
export function answerLater(
  hindrance: Hindrance,
  nonce: string | null,
  headers: Readonly<Record<string, string>>,
): Response {
  const { status, title, words } = answers[hindrance];
  const again = String(againSeconds[hindrance]);
  const style = nonce === null ? '' : `<style nonce="${nonce}">${look}</style>`;
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title} · Antipode</title>${style}</head><body><main><h1>${title}</h1><p>${words}</p></main></body></html>`;
  return new Response(body, {
    status,
    headers: { ...headers, 'Content-Type': 'text/html; charset=utf-8', Refresh: again, 'Retry-After': again },
  });
}

const look =
  ':root{color-scheme:light dark;font:14px/20px system-ui,sans-serif}main{max-width:28rem;margin:20vh auto 0;padding:0 1rem}h1{font-size:20px}';
