import { z } from 'zod';
import { parseClock } from './clock';

/** The kinds of value that variables hold. Each message completes a sentence that begins with the variable's name. */

/** A TCP or UDP port; 0 lets the system choose. */
export const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a port number from 0 to 65535')
  .transform(Number)
  .refine((number) => number <= 65535, 'must be a port number from 0 to 65535');

export const databaseUrl = z
  .string({
    error: 'is missing: give the PostgreSQL URL of the store, e.g. postgresql://user:password@host:5432/antipode',
  })
  .refine(
    (text) => URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol),
    'must be a PostgreSQL URL, e.g. postgresql://user:password@host:5432/antipode',
  );

export const onOff = z.enum(['on', 'off'], { error: 'must be "on" or "off"' }).transform((word) => word === 'on');

export const clock = z.string().transform((text, context) => {
  const parsed = parseClock(text);
  if (parsed !== undefined) return parsed;
  context.addIssue('must be "anchorFleetMs,anchorWallMs,speed", three numbers with speed above 0');
  return z.NEVER;
});

/** `http://127.0.0.1:PORT`: simulator doors are never anywhere but on this machine. */
export const loopbackUrl = z
  .string()
  .refine(isLoopbackUrl, 'must be http://127.0.0.1:PORT: the simulator is reached on this machine only');

/** `127.0.0.1:PORT`. */
export const loopbackAddress = z
  .string()
  .regex(/^127\.0\.0\.1:\d{1,5}$/, 'must be 127.0.0.1:PORT: the simulator is reached on this machine only');

function isLoopbackUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.protocol === 'http:' && url.hostname === '127.0.0.1' && url.port !== '' && url.username === '';
}

/** A path in the file system. */
export const filePath = z.string().refine((text) => !text.includes('\0'), 'must be a path');
