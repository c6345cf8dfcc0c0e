import pino from 'pino';
import type { Log } from './log';

/** Logs to stderr, one JSON line each; stdout belongs to the ready line. */
export function createProgramLog(program: string): Log {
  return pino({ base: { program }, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ fd: 2, sync: true }));
}
