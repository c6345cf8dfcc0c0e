import type { ActAnswer, Answer } from '@/lib/aws';
import type { RegionCode } from '@/lib/domain/fleet';
import type { CallRecord } from '@/lib/domain/recovery/execution';
import type { TouchedResource } from '@/lib/domain/recovery/touched';
import type { EpochMs } from '@/lib/domain/time';

/** What was read around a call. */
export interface Around {
  /** In words. */
  readonly before?: string;
  readonly after?: string;
  /** What is changed, with what it was before. */
  readonly touched?: readonly TouchedResource[];
}

/** A call that changes something, as it is kept. */
export function recordAct(answer: ActAnswer, at: EpochMs, asked: string, around: Around = {}): CallRecord {
  const { action, endpointRegion, requestId } = answer;
  const detail = answer.state === 'accepted' ? `${asked}: accepted.` : `${asked}: ${wordsOfAct(answer)}`;
  return { at, action, endpointRegion, requestId, outcome: outcomeOfAct(answer), detail, ...around };
}

type FailedAct = Exclude<ActAnswer, { state: 'accepted' }>;

function outcomeOfAct(answer: ActAnswer): CallRecord['outcome'] {
  if (answer.state === 'accepted') return 'answered';
  if (answer.state === 'refused') return 'refused';
  // What was not sent found nobody, or was kept back before anybody could be found.
  if (answer.state === 'not-sent') return answer.source === 'unreachable' ? 'unreachable' : 'refused';
  return answer.source === 'timed-out' ? 'timed-out' : 'unknown';
}

const longestSaid = 300;

/** What happened, with AWS's own words where it said any: untrusted, marked as theirs and cut. */
export function wordsOfAct({ message, said }: FailedAct): string {
  if (said === undefined || said.text === '') return message;
  const text = said.text.length > longestSaid ? `${said.text.slice(0, longestSaid)}…` : said.text;
  return `${message} AWS says: "${text}"`;
}

/** A call that only reads, as it is kept. */
export function recordRead(
  answer: Answer<unknown>,
  call: { readonly action: string; readonly endpointRegion: RegionCode; readonly at: EpochMs },
  found: string,
): CallRecord {
  const detail = answer.state === 'answered' ? found : answer.message;
  return { ...call, requestId: answer.requestId ?? 'none', outcome: outcomeOfRead(answer.state), detail };
}

function outcomeOfRead(state: Answer<unknown>['state']): CallRecord['outcome'] {
  switch (state) {
    case 'answered':
    case 'unreachable':
    case 'timed-out':
      return state;
    case 'failed':
      return 'unknown';
    default:
      return 'refused';
  }
}
