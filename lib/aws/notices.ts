import type { AccountId, RegionCode } from '../domain/fleet';
import type { AwsCall } from './aws-call';

/**
 * Something odd in an answer that is used all the same. As a bare sentence it says what was odd, and the call's own
 * words say what that does to the screen; as parts it says both itself.
 */
export type Oddity =
  | string
  | {
      /** A sentence without its end: `3 of 12 metrics were refused`. */
      readonly happened: string;
      /** What it does to what people see; a whole sentence. */
      readonly effect: string;
      /** What to do about it; a whole sentence. */
      readonly next: string;
    };

/** Takes a sentence about something odd in an answer that is used all the same. */
export type Notice = (sentence: string) => void;

/**
 * What is said of an answer's oddities: one notice for those that share effect and next step. Each names the call, the
 * region, what it does to the screen and what to do.
 */
export function toNotices(
  oddities: readonly Oddity[],
  call: AwsCall,
  { accountId, region }: { readonly accountId: AccountId; readonly region: RegionCode },
): readonly string[] {
  const asked = `${call.action} in ${region} (account ${accountId}) answered, but oddly`;
  const bare = oddities.filter((oddity) => typeof oddity === 'string').map((sentence) => sentence.replace(/\.$/, ''));
  const whole = oddities.filter((oddity) => typeof oddity !== 'string');
  const usual = {
    happened: [...new Set(bare)].join('; '),
    effect: `${call.shows} from there may be incomplete.`,
    next: 'It is asked again on its next turn; if it stays, ask AWS Support why, with the name of the call.',
  };
  return (bare.length === 0 ? whole : [...whole, usual]).map(
    ({ happened, effect, next }) => `${asked}: ${happened}. ${effect} ${next}`,
  );
}

/**
 * Translates each item; an item without what it needs, or of a form that cannot be read, is left out, and a notice says
 * so.
 */
export function toEach<Wire, Value>(
  items: readonly Wire[],
  translate: (item: Wire, notice: Notice) => Value | 'incomplete',
  notice: Notice,
  what: string,
): readonly Value[] {
  const values: Value[] = [];
  let incomplete = 0;
  for (const item of items) {
    const value = translateOne(item, translate, notice);
    if (value === 'incomplete') incomplete += 1;
    else values.push(value);
  }
  if (incomplete > 0) notice(`${incomplete} ${what} came without a name or another needed field and are left out.`);
  return values;
}

function translateOne<Wire, Value>(
  item: Wire,
  translate: (item: Wire, notice: Notice) => Value | 'incomplete',
  notice: Notice,
): Value | 'incomplete' {
  try {
    return translate(item, notice);
  } catch (error) {
    // A member of another type than AWS promises; anything else is a fault of ours and must be seen.
    if (error instanceof TypeError) return 'incomplete';
    throw error;
  }
}
