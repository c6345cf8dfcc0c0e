import { setTimeout as sleep } from 'node:timers/promises';
import { databaseErrorCode } from './database-error';

/** Codes of failures that pass by themselves: a race between two starts, or a server that starts, ends or restarts. */
const passingCodes = new Set([
  '23505', // unique_violation in the catalogue
  '42P06', // duplicate_schema
  '42P07', // duplicate_table
  '42710', // duplicate_object
  '40001', // serialization_failure
  '40P01', // deadlock_detected
  '55P03', // lock_not_available
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  'XX000', // "tuple concurrently updated"
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT', // no socket yet
  'EPIPE',
]);

const attempts = 12;

/** Runs `work` again while it fails for a reason that passes; about five seconds in all. It must be safe to repeat. */
export async function retryPassing<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const code = databaseErrorCode(error);
      if (attempt >= attempts || code === undefined || !passingCodes.has(code)) throw error;
      await sleep(50 * attempt + Math.random() * 100);
    }
  }
}
