import { z } from 'zod';
import { family } from './family';
import { account, isWithin, region } from './members';

/** A region that the account does not have. */
export const regionNotOptedIn = family({
  kind: 'region-not-opted-in',
  schema: z.strictObject({ kind: z.literal('region-not-opted-in'), region, account: account.optional() }),
  says: "An account (or each) has not opted in to a region: the region does not know the account's keys.",
  judge: (fault, call) =>
    isWithin(fault, call)
      ? { error: 'unknownAccount', message: 'The security token included in the request is invalid.' }
      : undefined,
  alterOutput(fault, call, output) {
    if (call.action !== 'ec2:DescribeRegions' || !isWithin({ account: fault.account }, call)) return output;
    const { Regions = [] } = output as { readonly Regions?: readonly { readonly RegionName?: string }[] };
    const told = Regions.map((each) =>
      each.RegionName === fault.region ? { ...each, OptInStatus: 'not-opted-in' } : each,
    );
    return { ...(output as object), Regions: told };
  },
});
