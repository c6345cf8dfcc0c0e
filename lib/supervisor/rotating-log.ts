import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';

/** A program's log: appended to, kept to two files of at most `limitBytes` (the older one ends in `.1`). */
export class RotatingLog {
  readonly file: string;
  private readonly limitBytes: number;
  private descriptor: number | undefined;
  private sizeBytes = 0;
  private tail: string[] = [];

  constructor(file: string, limitBytes = 10 * 1024 * 1024) {
    this.file = file;
    this.limitBytes = limitBytes;
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  }

  write(chunk: Buffer | string): void {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    if (this.descriptor === undefined) this.open();
    if (this.sizeBytes > 0 && this.sizeBytes + bytes.length > this.limitBytes) {
      this.close();
      renameSync(this.file, `${this.file}.1`);
      this.open();
    }
    if (this.descriptor !== undefined) writeSync(this.descriptor, bytes);
    this.sizeBytes += bytes.length;
    this.tail = [...this.tail, ...bytes.toString('utf8').split('\n').filter(Boolean)].slice(-5);
  }

  /** The last few lines written by this process, for a sentence about a crash. */
  lastLines(): readonly string[] {
    return this.tail;
  }

  close(): void {
    if (this.descriptor !== undefined) closeSync(this.descriptor);
    this.descriptor = undefined;
  }

  private open(): void {
    this.descriptor = openSync(this.file, 'a', 0o600);
    this.sizeBytes = fstatSync(this.descriptor).size;
  }
}
