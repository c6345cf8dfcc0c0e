import { InvokeCommand, type InvokeCommandOutput } from '@aws-sdk/client-lambda';
import { act } from '../act';
import type { AwsEdge } from '../edge';
import type { ActAnswer, CallScope } from '../types';
import type { Invocation } from './readings';

/** Bytes of what a function says that are kept. */
export const mostKeptBytes = 1024;

/**
 * Calls a function, with a payload of JSON. `request-response` waits for what it says, at most as long as an answer to a
 * change may take; `event` hands the payload over, and nobody hears what becomes of it. Not repeated by anybody: what
 * calling twice does is the function's to say.
 */
export async function actInvokeFunction(
  edge: AwsEdge,
  scope: CallScope,
  { name, payload, invocation }: { readonly name: string; readonly payload: string; readonly invocation: Invocation },
): Promise<ActAnswer & { readonly heard: FunctionAnswer | 'nothing' }> {
  const InvocationType = invocation === 'event' ? 'Event' : 'RequestResponse';
  const heard: FunctionAnswer[] = [];
  const call = { service: 'lambda', action: 'lambda:InvokeFunction' } as const;
  const answer = await act(edge, scope, call, async ({ client, signal }) => {
    const command = new InvokeCommand({ FunctionName: name, InvocationType, Payload: Buffer.from(payload) });
    heard.push(toAnswer(await client.send(command, { abortSignal: signal })));
  });
  return { ...answer, heard: heard[0] ?? 'nothing' };
}

/** What came back of a call that Lambda accepted. */
export interface FunctionAnswer {
  /** 200 for an answer, 202 for an event that was taken. */
  readonly status: number | 'none';
  /** Why the function failed, in Lambda's word; untrusted text. */
  readonly error: string | 'none';
  /** The beginning of what it said; untrusted text, cut and without control characters. */
  readonly text: string;
  /** The JSON it said, where it is an object and no longer than may be looked into. */
  readonly said: Readonly<Record<string, unknown>> | 'no-object';
}

const mostReadBytes = 262_144;

function toAnswer({ StatusCode, FunctionError, Payload }: InvokeCommandOutput): FunctionAnswer {
  const bytes = Buffer.from(Payload ?? []);
  // A character cut in two at the end is left out.
  const text = new TextDecoder().decode(bytes.subarray(0, mostKeptBytes)).replace(/\uFFFD$/, '');
  return {
    status: StatusCode ?? 'none',
    error: FunctionError === undefined || FunctionError === '' ? 'none' : FunctionError,
    text: text.replace(/\p{Cc}+/gu, ' ').trim(),
    said: bytes.length > mostReadBytes ? 'no-object' : toObject(bytes.toString('utf8')),
  };
}

function toObject(text: string): FunctionAnswer['said'] {
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read === 'object' && read !== null && !Array.isArray(read)) return { ...read };
  } catch {
    // Anything may be said; what is no JSON has no members to look at.
  }
  return 'no-object';
}
