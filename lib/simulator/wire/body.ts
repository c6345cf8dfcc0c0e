import { gunzipSync } from 'node:zlib';
import type { WireRequest } from './call';
import { MalformedInput } from './errors';

const maxDecodedBytes = 64 * 1024 * 1024;

/**
 * The body without its transfer encodings: gzip (CloudWatch's PutMetricData above 10 KiB) and aws-chunked (S3 uploads).
 * Throws `MalformedInput`.
 */
export function decodeBody(request: WireRequest): Uint8Array {
  const encoding = request.headers['content-encoding'] ?? '';
  const body = isChunked(request, encoding) ? joinChunks(Buffer.from(request.body)) : request.body;
  return encoding.includes('gzip') ? unzip(body) : body;
}

function isChunked(request: WireRequest, encoding: string): boolean {
  return encoding.includes('aws-chunked') || (request.headers['x-amz-content-sha256'] ?? '').startsWith('STREAMING-');
}

/** `<size in hex>[;chunk-signature=…]\r\n<bytes>\r\n`, ended by a chunk of size 0; trailers are ignored. */
function joinChunks(body: Buffer): Uint8Array {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const lineEnd = body.indexOf('\r\n', at);
    const size = Number.parseInt(body.toString('latin1', at, Math.max(at, lineEnd)), 16);
    const start = lineEnd + 2;
    if (lineEnd < 0 || !(size >= 0) || start + size > body.length)
      throw new MalformedInput('the aws-chunked body is broken');
    if (size === 0) return Buffer.concat(chunks);
    chunks.push(body.subarray(start, start + size));
    at = start + size + 2;
  }
}

function unzip(body: Uint8Array): Uint8Array {
  try {
    return gunzipSync(body, { maxOutputLength: maxDecodedBytes });
  } catch {
    throw new MalformedInput('the gzip body is broken or too large');
  }
}
