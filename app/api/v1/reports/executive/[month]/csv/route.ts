import type { NextRequest } from 'next/server';
import { answerExecutiveFile } from '../../../../../answer-executive-file';

export const dynamic = 'force-dynamic';

/** The figures of the executive report of a month as CSV, safe to open in a spreadsheet; the newest edition, or `?edition=`. */
export function GET(request: NextRequest, { params }: { params: Promise<{ month: string }> }): Promise<Response> {
  return answerExecutiveFile(request, params, 'csv');
}
