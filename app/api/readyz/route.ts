import { readReadiness } from '@/lib/queries/read-readiness';

export const dynamic = 'force-dynamic';

/** The store answers and holds a fleet. Needs no session. */
export async function GET(): Promise<Response> {
  const readiness = await readReadiness();
  return Response.json(readiness, { status: readiness.ready ? 200 : 503 });
}
