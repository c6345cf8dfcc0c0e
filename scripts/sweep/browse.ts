/** A page as it was served. */
export interface ServedPage {
  readonly address: string;
  readonly status: number;
  readonly tookMs: number;
  readonly html: string;
}

/** Signs in as the sign-in page does, and gives a function that fetches pages under that session. */
export async function signIn(
  url: string,
  name: string,
  password: string,
): Promise<(address: string, limitMs: number) => Promise<ServedPage>> {
  const asked = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await asked.json()) as { readonly csrfToken: string };
  const answered = await fetch(`${url}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookiesOf(asked), 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ csrfToken, name, password, json: 'true' }),
  });
  const cookie = cookiesOf(answered);
  if (!answered.ok || cookie === '') throw new Error(`The sign-in was refused: ${answered.status}.`);
  return async (address, limitMs) => {
    const begun = performance.now();
    const response = await fetch(`${url}${address}`, {
      headers: { cookie },
      redirect: 'manual',
      signal: AbortSignal.timeout(limitMs),
    });
    const html = await response.text();
    return { address, status: response.status, tookMs: performance.now() - begun, html };
  };
}

function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}
