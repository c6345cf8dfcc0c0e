import type { NextRequest } from 'next/server';
import { findActor } from '@/lib/access/find-actor';
import { readReportJson } from '@/lib/queries/read-report';
import { decoded } from '../../../../../find-segment';
import { answering } from '../../../../answer-refusal';
import { answerFile, answerNoReport, readEdition } from '../../../../answer-report';

export const dynamic = 'force-dynamic';

/**
 * The recovery report of a run as JSON that `npm run audit:verify` verifies offline; the newest edition, or `?edition=`.
 * The bytes count: keep the file as it is.
 */
export async function GET(request: NextRequest, { params }: { params: Promise<{ execution: string }> }) {
  return answering(async () => {
    const [{ execution }, actor] = await Promise.all([params, findActor(request.cookies)]);
    const edition = readEdition(request.nextUrl.searchParams.get('edition'));
    const id = decoded(execution);
    const found = await readReportJson(actor, id, edition === 'malformed' ? 'newest' : edition);
    if (edition === 'malformed') return Response.json({ error: 'edition' }, { status: 400 });
    if (typeof found === 'string') return answerNoReport(found);
    return answerFile(found.text, 'application/json', id, `edition-${found.edition}.json`);
  });
}
