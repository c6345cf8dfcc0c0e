import { z } from 'zod';
import { planModes } from '@/lib/domain/recovery/plan';

/** What forms and automation send: forms send text only, so that lists and truth come as JSON or as words. */

/** Made by whoever asks, once per intent: the same key asked twice is the same command. */
export const idempotencyKey = z.string().regex(/^[\w.:-]{8,200}$/, 'must be 8 to 200 letters, digits or . _ : -');

export const id = z.string().min(1).max(300);

export const reason = z.string().trim().min(1, 'must be given').max(500);

export const mode = z.enum(planModes);

/** A box of a form, or a boolean. */
export const flag = z
  .union([z.boolean(), z.enum(['true', 'on', 'false', 'off', ''])])
  .transform((value) => value === true || value === 'true' || value === 'on')
  .default(false);

/** Figures as a person acknowledged them: seconds at most, by store. */
export const acknowledgedLoss = asJson(
  z
    .record(id, z.union([z.number().nonnegative(), z.literal('unknown')]))
    .refine(isShort, 'are too many')
    .default({}),
);

/** Ids of accounts, regions or workloads, as a list or as JSON; none where nothing is named. */
export const idList = asJson(z.array(id).max(200).default([])).transform((ids) => [...new Set(ids)]);

/** Gates that a person goes on in spite of, each with a reason. */
export const overrides = asJson(
  z
    .array(z.object({ code: id, about: id.optional(), reason }))
    .max(50)
    .default([]),
);

function asJson<T extends z.ZodType>(schema: T) {
  return z.preprocess((given) => (typeof given === 'string' ? parseJson(given) : given), schema);
}

function parseJson(text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Not what any of the schemas takes.
    return text;
  }
}

function isShort(record: object): boolean {
  return Object.keys(record).length <= 200;
}
