import { blankComments } from './blank-comments.mjs';

const statement = /^[ \t]*(?:import|export)\b(?:[^'"`;]*?\bfrom)?\s*(['"])([^'"\n]+)\1/gm;
const call = /\b(?:import|require|require\.resolve)\(\s*(['"])([^'"\n]+)\1/g;

/**
 * Every module a source names, types included, with its line.
 *
 * @param {string} source
 * @returns {{ specifier: string, line: number }[]}
 */
export function findImports(source) {
  const code = blankComments(source);
  return [statement, call].flatMap((pattern) =>
    [...code.matchAll(pattern)].map((match) => ({
      specifier: match[2] ?? '',
      line: code.slice(0, (match.index ?? 0) + match[0].length).split('\n').length,
    })),
  );
}
