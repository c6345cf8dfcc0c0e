import type { WireResponse } from './call';

/** Builds a response; text becomes UTF-8. */
export function response(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string | Uint8Array,
  streaming = false,
): WireResponse {
  return { status, headers, body: typeof body === 'string' ? Buffer.from(body) : body, streaming };
}

/** An XML response with its declaration. `xml` is a document element. */
export function xmlResponse(status: number, headers: Readonly<Record<string, string>>, xml: string): WireResponse {
  return response(status, { 'content-type': 'text/xml', ...headers }, `<?xml version="1.0" encoding="UTF-8"?>\n${xml}`);
}

/** ` xmlns="…"`, or nothing for a service without a namespace. */
export function namespaceOf(uri: string): string {
  return uri ? ` xmlns="${uri}"` : '';
}
