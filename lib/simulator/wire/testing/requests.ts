import type { WireAnswer, WireRequest, WireResponse } from '../call';

/** A signed request as bytes on the wire would give it; the signature is for `signingName` in `region`. */
export function signedRequest(
  signingName: string,
  parts: Partial<Omit<WireRequest, 'body'>> & { readonly body?: string | Uint8Array; readonly region?: string },
): WireRequest {
  const { region = 'eu-west-1', body = '', headers = {}, ...others } = parts;
  const authorization = `AWS4-HMAC-SHA256 Credential=SIM111122223333/20261120/${region}/${signingName}/aws4_request`;
  return {
    method: 'POST',
    path: '/',
    query: new Map(),
    ...others,
    headers: { authorization, ...headers },
    body: typeof body === 'string' ? Buffer.from(body) : body,
  };
}

export const formHeaders = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };

/** Headers of a JSON request. */
export function jsonHeaders(target: string, version: '1.0' | '1.1' = '1.1'): Record<string, string> {
  return { 'content-type': `application/x-amz-json-${version}`, 'x-amz-target': target };
}

/** The response of an answer that must be one. */
export function responseOf(answer: WireAnswer): WireResponse {
  if (answer.kind !== 'response') throw new Error(`answered with ${answer.kind}`);
  return answer.response;
}

export function textOf(response: WireResponse): string {
  return Buffer.from(response.body).toString('utf8');
}
