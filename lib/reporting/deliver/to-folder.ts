import { constants } from 'node:fs';
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { AttemptEnd } from '@/lib/domain/reports/delivery-rules';
import { formatCount } from '@/lib/domain/wording/list';
import type { DeliverableFile } from './deliverable';

/** Read by the group that the folder belongs to, written by nobody else. */
const fileMode = 0o640;

/**
 * Puts files into a folder of this machine, each whole or not at all: written beside its place, synced, and renamed. What is
 * there already with the same bytes stays. No name leads out of the folder, and no link in it is followed.
 */
export async function deliverToFolder(folder: string, files: readonly DeliverableFile[]): Promise<AttemptEnd> {
  const handed: string[] = [];
  try {
    if (!(await stat(folder)).isDirectory())
      return failed({ sentence: `${folder} is no folder: write the path of one.`, needsPerson: true }, handed);
    for (const { name, body } of files) {
      if (!(await holds(folder, name, body))) await putFile(folder, name, body);
      handed.push(name);
    }
    await syncFolder(folder);
  } catch (error) {
    return failed(sayTrouble(folder, error), handed);
  }
  return { state: 'delivered', sentence: `${formatCount(files.length, 'file')} in ${folder}.`, handed };
}

type Trouble = Pick<AttemptEnd, 'sentence' | 'needsPerson'>;

function failed(trouble: Trouble, handed: readonly string[]): AttemptEnd {
  return { state: 'failed', ...trouble, handed };
}

async function holds(folder: string, name: string, body: Buffer): Promise<boolean> {
  let handle: FileHandle;
  try {
    handle = await open(placeIn(folder, name), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    // Absent, or a link that somebody put there: the rename takes its place.
    if (['ENOENT', 'ELOOP'].includes(codeOf(error))) return false;
    throw error;
  }
  try {
    const { size } = await handle.stat();
    return size === body.length && (await handle.readFile()).equals(body);
  } finally {
    await handle.close();
  }
}

async function putFile(folder: string, name: string, body: Buffer): Promise<void> {
  // One name for all attempts, so that one that died leaves nothing behind that the next does not clear away.
  const aside = placeIn(folder, `.${name}.unfinished`);
  await rm(aside, { force: true });
  const { O_CREAT, O_EXCL, O_WRONLY, O_NOFOLLOW } = constants;
  const handle = await open(aside, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW, fileMode);
  try {
    try {
      await handle.writeFile(body);
      await handle.chmod(fileMode);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(aside, placeIn(folder, name));
  } catch (error) {
    await rm(aside, { force: true }).catch(() => 'the error itself says more');
    throw error;
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** @throws Error for a name that leads anywhere else */
function placeIn(folder: string, name: string): string {
  if (!/^\.?[a-z0-9][a-z0-9.-]*$/.test(name)) throw new Error(`${JSON.stringify(name)} is no name of a report.`);
  return path.join(folder, name);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}

/** Codes of what stays as it is until somebody changes the folder, its rights or the file system under it. */
const lasting = ['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT'];

function sayTrouble(folder: string, error: unknown): Trouble {
  const code = codeOf(error);
  return { sentence: wordsOf(folder, code, error), needsPerson: lasting.includes(code) };
}

/** What happened to a folder and what to do, by the system's own code. */
function wordsOf(folder: string, code: string, error: unknown): string {
  switch (code) {
    case 'ENOENT':
      return `${folder} is not there: make the folder, or mount what it is on. It is never made here, so that nothing is written beside a mount that is missing.`;
    case 'ENOTDIR':
      return `${folder} is no folder: write the path of one.`;
    case 'EACCES':
    case 'EPERM':
      return `The engine may not write into ${folder}: let its user write there.`;
    case 'EROFS':
      return `${folder} is on a file system that takes no writes: mount it for writing.`;
    case 'ENOSPC':
    case 'EDQUOT':
      return `${folder} is full: make room there.`;
    case 'unknown':
      return `${folder} did not take the report: ${error instanceof Error ? error.message : String(error)}.`;
    default:
      return `${folder} did not take the report (${code}): look at the file system it is on.`;
  }
}
