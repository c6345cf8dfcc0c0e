/**
 * The body of a request as JSON; `unreadable` where it is none, is longer than it may be, or was not sent as JSON, which
 * no form of another site can do.
 */
export async function readJson(request: Request, longest: number): Promise<unknown> {
  if (!(request.headers.get('content-type') ?? '').startsWith('application/json')) return 'unreadable';
  const text = await request.text();
  if (text.length > longest) return 'unreadable';
  try {
    return JSON.parse(text);
  } catch {
    return 'unreadable';
  }
}
