import { z } from 'zod';
import { type Interest, interestViews, mostInterests } from '@/lib/domain/series/interest';
import { parseTimeRange, type TimeRange } from '@/lib/domain/time-range';

const timeRange = z
  .string()
  .max(100)
  .transform((text, context): TimeRange => {
    const range = parseTimeRange(text);
    if (range !== 'invalid') return range;
    context.addIssue('must be a range of at most thirteen months, e.g. 3h or 2026-11-20T03:00Z..2026-11-20T06:00Z');
    return z.NEVER;
  });

const name = z.string().min(1).max(100);

const asked = z.strictObject({
  views: z
    .array(z.strictObject({ view: z.enum(interestViews), workload: name, region: name }))
    .min(1)
    .max(mostInterests.inRequest),
  range: timeRange,
  /** Windows that the page has, by when they came: it is not held for what it has. */
  have: z.record(z.string().max(300), z.number()).default({}),
});

/** What a page asks for, all in one range. */
export interface AskedViews {
  readonly interests: readonly Interest[];
  readonly have: ReadonlyMap<string, number>;
}

/** Reads the body of a request; the sentence of what is wrong with it otherwise. */
export function parseAskedViews(body: unknown): AskedViews | { readonly wrong: string } {
  const parsed = asked.safeParse(body);
  if (!parsed.success) {
    const [first] = parsed.error.issues;
    return { wrong: `${first?.path.join('.') ?? 'body'}: ${first?.message ?? 'not readable'}` };
  }
  const { views, range, have } = parsed.data;
  return {
    interests: views.map(({ view, workload, region }) => ({ view, workloadId: workload, region, range })),
    have: new Map(Object.entries(have)),
  };
}
