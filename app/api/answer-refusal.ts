import { AccessRefused } from '@/lib/access/permissions';

/**
 * Runs a handler's reading and answers a refusal as JSON: 401 without a session, 403 without the permission, 503 when
 * the store does not answer. Never tells more than that.
 */
export async function answering(read: () => Promise<Response>): Promise<Response> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AccessRefused) {
      const status = error.reason === 'not-signed-in' ? 401 : 403;
      return Response.json({ error: error.reason }, { status });
    }
    console.error('[web] a request failed:', error);
    return Response.json({ error: 'unavailable' }, { status: 503 });
  }
}
