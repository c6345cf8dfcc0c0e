import { z } from 'zod';
import { type ReportEnvelope, reportEnvelopeFormat } from '../domain/reports/envelope';
import type { Anchor } from './chain';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const number = z.number().int();
const entry = z.strictObject({
  number,
  atMs: z.number(),
  actor: z.string(),
  role: z.string(),
  action: z.string(),
  target: z.string(),
  outcome: z.string(),
  details: z.record(z.string(), z.unknown()),
});
const line = z.strictObject({ number, entry, previous: hash, hash });
const head = z.strictObject({ number, hash });

const envelope = z.strictObject({
  format: z.literal(reportEnvelopeFormat),
  report: z.record(z.string(), z.unknown()),
  sha256: hash,
  pdfSha256: z.union([hash, z.literal('not-made')]),
  chain: z.discriminatedUnion('state', [
    z.strictObject({ state: z.literal('sealed'), lines: z.array(line), head }),
    z.strictObject({ state: z.literal('not-sealed-yet'), number }),
    z.strictObject({ state: z.literal('not-frozen') }),
  ]),
});

export type ParsedEnvelope =
  | { readonly state: 'read'; readonly envelope: ReportEnvelope }
  | { readonly state: 'unreadable'; readonly sentence: string };

/** Reads the text of a report as it was fetched; says what is wrong with one that is none. */
export function parseEnvelope(text: string): ParsedEnvelope {
  const json = parseJson(text);
  if (json.state === 'unreadable') return json;
  const read = envelope.safeParse(json.value);
  if (read.success) return { state: 'read', envelope: read.data };
  const [issue] = read.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? 'the whole' : issue.path.join('.');
  return { state: 'unreadable', sentence: `The file is no report of this console: ${where} is not as it should be.` };
}

/** Whether a text looks like a report and not like a list of anchors. */
export function isEnvelope(text: string): boolean {
  const json = parseJson(text);
  return json.state === 'read' && typeof json.value === 'object' && json.value !== null && 'report' in json.value;
}

const trail = z.object({ lines: z.array(z.object({ number, hash })) });

/** Lines of a trail that was exported, as what to hold a chain against; `none` where the text is no export. */
export function parseTrail(text: string): readonly Anchor[] | 'none' {
  const json = parseJson(text);
  if (json.state === 'unreadable') return 'none';
  const read = trail.safeParse(json.value);
  return read.success ? read.data.lines : 'none';
}

function parseJson(
  text: string,
): { readonly state: 'read'; readonly value: unknown } | Extract<ParsedEnvelope, { state: 'unreadable' }> {
  try {
    return { state: 'read', value: JSON.parse(text) };
  } catch (error) {
    return {
      state: 'unreadable',
      sentence: `The file cannot be read as JSON: ${error instanceof Error ? error.message : error}.`,
    };
  }
}
