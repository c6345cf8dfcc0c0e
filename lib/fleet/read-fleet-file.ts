import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import type { Fleet } from '../domain/fleet';
import { type FleetProblem, formatProblem } from './fleet-problem';
import { type FleetRules, parseFleetFile } from './parse-fleet-file';

/** The largest fleet file there may be. A fleet of a hundred workloads in twenty regions takes a third of it. */
export const largestFleetBytes = 1024 * 1024;

/** What a fleet file on disk says now. */
export type FleetFileReading =
  | { readonly state: 'good'; readonly fleet: Fleet; readonly hash: string; readonly text: string }
  /** One sentence per problem, each beginning with the file and, where it has one, the place in it. */
  | { readonly state: 'broken'; readonly problems: readonly string[]; readonly hash: string }
  | { readonly state: 'absent' }
  | { readonly state: 'unchanged' };

/**
 * Reads and checks a fleet file. Never rejects: what cannot be read is a problem like any other.
 *
 * @param knownHash hash of an earlier reading; a file that still has it is `unchanged` and not checked again.
 */
export async function readFleetFile(file: string, rules: FleetRules, knownHash?: string): Promise<FleetFileReading> {
  const read = await readText(file);
  if (read.state === 'absent') return read;
  const hash = createHash('sha256')
    .update(read.state === 'read' ? read.text : read.why)
    .digest('hex');
  if (hash === knownHash) return { state: 'unchanged' };
  if (read.state === 'unreadable') return { state: 'broken', problems: [`${file} ${read.why}.`], hash };
  const parsed = parseFleetFile(read.text, rules);
  if (parsed.state === 'good') return { state: 'good', fleet: parsed.fleet, hash, text: read.text };
  return { state: 'broken', problems: formatProblems(file, parsed.problems), hash };
}

function formatProblems(file: string, problems: readonly FleetProblem[]): readonly string[] {
  return problems.map((problem) => formatProblem(file, problem));
}

type TextReading =
  | { readonly state: 'read'; readonly text: string }
  | { readonly state: 'unreadable'; readonly why: string }
  | { readonly state: 'absent' };

async function readText(file: string): Promise<TextReading> {
  try {
    // Asked before it is opened: opening a pipe would wait for a writer.
    const { size, isFile } = await stat(file).then((found) => ({ size: found.size, isFile: found.isFile() }));
    if (!isFile) return { state: 'unreadable', why: 'is not a file' };
    if (size > largestFleetBytes) return { state: 'unreadable', why: 'is larger than 1 MiB, the most a fleet may be' };
    const handle = await open(file, 'r');
    try {
      // No more than that: it may be growing.
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(largestFleetBytes), 0, largestFleetBytes, 0);
      return toText(buffer.subarray(0, bytesRead));
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) {
      return { state: 'absent' };
    }
    const why = error instanceof Error ? error.message : String(error);
    return { state: 'unreadable', why: `cannot be read (${why})` };
  }
}

function toText(bytes: Buffer): TextReading {
  try {
    return { state: 'read', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { state: 'unreadable', why: 'is not text in UTF-8: save it as such' };
  }
}
