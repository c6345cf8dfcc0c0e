import type { NextRequest } from 'next/server';
import { answerExecutiveFile } from '../../../../answer-executive-file';

export const dynamic = 'force-dynamic';

/**
 * The executive report of a month as JSON that `npm run audit:verify` verifies offline; the newest edition, or `?edition=`.
 * The bytes count: keep the file as it is.
 */
export function GET(request: NextRequest, { params }: { params: Promise<{ month: string }> }): Promise<Response> {
  return answerExecutiveFile(request, params, 'json');
}
