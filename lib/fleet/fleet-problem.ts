import { quote } from '../domain/wording/quote';

export { quote };

/** A key or index on the way from the top of the file to a value. */
export type FilePath = readonly (string | number)[];

/** The path of something within an item of the file. */
export type At = (...path: FilePath) => FilePath;

/** Something wrong in a fleet file, before it is known where in the text that is. */
export interface Complaint {
  readonly path: FilePath;
  /** Completes a sentence that begins with the path: what is wrong and what to write instead. */
  readonly message: string;
}

/** Something wrong in a fleet file. Lines and columns count from 1. */
export interface FleetProblem {
  readonly line: number;
  readonly column: number;
  /** e.g. `workloads[2].objectives[0].rto`; empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
}

/** `workloads[2].regions.us-east-1`. */
export function formatPath(path: FilePath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    const name = /^[\w-]{1,80}$/.test(step) ? step : quote(step);
    return text === '' ? name : `${text}.${name}`;
  }, '');
}

/** One line for a person or a log: `fleet.yaml:12:7 workloads[0].tier must be …`. */
export function formatProblem(file: string, { line, column, path, message }: FleetProblem): string {
  return `${file}:${line}:${column} ${path === '' ? '' : `${path} `}${message}.`;
}
