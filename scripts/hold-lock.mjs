import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Runs `work` while no other process does work under the same lock folder. A holder creates the next numbered file,
 * which the file system lets only one do; it holds while its process lives, so a killed one needs no clearing away. A
 * file is only ever removed by the holder of a newer one.
 *
 * @template T
 * @param {string} folder
 * @param {() => Promise<T>} work
 * @param {() => void} onWait called once when another process holds it
 * @returns {Promise<T>}
 */
export async function holdLock(folder, work, onWait = () => undefined) {
  mkdirSync(folder, { recursive: true });
  for (let waits = 0; ; waits++) {
    const newest = newestNumber(folder);
    if (newest !== undefined && isHeld(path.join(folder, String(newest)))) {
      if (waits === 0) onWait();
      await sleep(200);
      continue;
    }
    const number = newest === undefined ? 1 : newest + 1;
    if (!createWhole(folder, number, String(process.pid))) continue;
    if (newestNumber(folder) !== number) {
      rmSync(path.join(folder, String(number)), { force: true });
      continue;
    }
    for (const older of numbers(folder)) if (older < number) rmSync(path.join(folder, String(older)), { force: true });
    try {
      return await work();
    } finally {
      // Given up in place: a file that went away would let its number be given twice.
      const released = path.join(folder, `released-${randomBytes(4).toString('hex')}`);
      writeFileSync(released, 'released');
      renameSync(released, path.join(folder, String(number)));
    }
  }
}

/** @param {string} folder */
function numbers(folder) {
  return readdirSync(folder)
    .filter((name) => /^\d{1,12}$/.test(name))
    .map(Number);
}

/** @param {string} folder */
function newestNumber(folder) {
  const all = numbers(folder);
  return all.length === 0 ? undefined : Math.max(...all);
}

/** @param {string} file */
function isHeld(file) {
  let pid;
  try {
    pid = Number(readFileSync(file, 'utf8'));
  } catch {
    // Removed by a newer holder since it was listed: look again.
    return true;
  }
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * @param {string} folder
 * @param {number} number
 * @param {string} text
 */
function createWhole(folder, number, text) {
  const making = path.join(folder, `making-${process.pid}-${randomBytes(4).toString('hex')}`);
  writeFileSync(making, text, { flag: 'wx' });
  try {
    linkSync(making, path.join(folder, String(number)));
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(making, { force: true });
  }
}
