import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Whether a process of that number runs now, whoever owns it. */
export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * When a process started, in words of the system that never repeat for one number: process numbers are used again,
 * number and start together are not. Undefined when it is gone.
 */
export function processStartedAt(pid: number): string | undefined {
  try {
    if (process.platform !== 'linux') {
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
    }
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Fields after the command in parentheses, which may itself hold spaces: state is the 3rd, start time the 22nd.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    // No such process, which is the answer.
    return undefined;
  }
}
