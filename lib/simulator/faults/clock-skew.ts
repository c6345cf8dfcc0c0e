import { z } from 'zod';
import { family } from './family';
import { account, isWithin, region } from './members';

/** How far a signature's time may be from the server's, in seconds. */
const tolerance = { usual: 300, s3: 900 };

/** Two clocks that disagree. */
export const clockSkew = family({
  kind: 'clock-skew',
  schema: z.strictObject({
    kind: z.literal('clock-skew'),
    seconds: z.number().int().min(-604_800).max(604_800),
    account: account.optional(),
    region: region.optional(),
  }),
  says: "AWS's clock is that many seconds ahead of the caller's (behind, if negative): signatures more than five minutes off are refused, and every answer carries AWS's Date.",
  judge(fault, call) {
    if (!isWithin({ account: fault.account, region: fault.region }, call) || call.signedAt === undefined) {
      return undefined;
    }
    const serverNow = call.wallNow + fault.seconds * 1000;
    const allowed = call.service === 's3' ? tolerance.s3 : tolerance.usual;
    if (Math.abs(serverNow - call.signedAt) <= allowed * 1000) return undefined;
    return { error: 'skewed', message: describe(call.service, call.signedAt, serverNow, allowed) };
  },
});

function describe(service: string | undefined, signedAt: number, serverNow: number, allowed: number): string {
  if (service === 's3') return 'The difference between the request time and the current time is too large.';
  const [edge, sign, word] = signedAt < serverNow ? ([-1, '-', 'earlier'] as const) : ([1, '+', 'later'] as const);
  const limit = stamp(serverNow + edge * allowed * 1000);
  const verb = signedAt < serverNow ? 'Signature expired' : 'Signature not yet current';
  return `${verb}: ${stamp(signedAt)} is now ${word} than ${limit} (${stamp(serverNow)} ${sign} ${allowed / 60} min.)`;
}

function stamp(at: number): string {
  return new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '');
}
