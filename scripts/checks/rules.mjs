import { blankComments } from './blank-comments.mjs';
import { findImports } from './find-imports.mjs';
import { importTable, sdkAreas, serverOnlyAreas } from './import-table.mjs';
import { resolveImport } from './resolve-import.mjs';

/**
 * @typedef {{ file: string, line: number, message: string }} Violation
 * @typedef {{ files: readonly string[], read: (file: string) => string }} Sources  paths from the root, with `/`
 */

/** @param {string} file */
export function isTest(file) {
  return /\.(test|integration|spec)\.[cm]?tsx?$/.test(file) || /(^|\/)(testing|testdata)\//.test(file);
}

/** @param {string} file */
function isCode(file) {
  return /\.[cm]?[jt]sx?$/.test(file);
}

/**
 * The area of a file in the import table; undefined where anything may be imported (tests, scripts, configuration).
 *
 * @param {string} file
 */
export function areaOf(file) {
  const [top, second, third] = file.split('/');
  // Recovery is four areas: its rules are pure and open to the web, its pages are pure views of them for the screens, its
  // steps call AWS, its run is the engine's.
  if (top === 'lib' && second === 'recovery') return file.split('/').length > 3 ? `recovery/${third}` : undefined;
  if (top === 'lib') return file.split('/').length > 2 ? second : undefined;
  if (top === 'app' || top === 'components') return top;
  // Next's own entry files are part of the web program.
  return /^(proxy|instrumentation(-client)?)\.ts$/.test(file) ? 'app' : undefined;
}

/** @type {Record<string, (sources: Sources) => Violation[]>} */
export const rules = {
  'import-direction': (sources) => {
    const known = new Set(sources.files);
    return eachImport(sources, (file, { specifier, line }) => {
      const area = areaOf(file);
      const target = resolveImport(specifier, file, (path) => known.has(path));
      if (area === undefined || target === undefined) return [];
      const targetArea = areaOf(target) ?? target.split('/')[0] ?? target;
      if (targetArea === area) return [];
      if (importTable[area]?.includes(targetArea)) return [];
      return [{ file, line, message: `${area} may not import ${targetArea} (${target})` }];
    });
  },

  'no-test-code-in-programs': (sources) => {
    const known = new Set(sources.files);
    return eachImport(sources, (file, { specifier, line }) => {
      const target = resolveImport(specifier, file, (path) => known.has(path));
      // The gallery of states renders test data; it is closed in production.
      if (file.startsWith('app/(development)/')) return [];
      if (areaOf(file) === undefined || target === undefined || !isTest(target)) return [];
      return [{ file, line, message: `programs may not import test code (${target})` }];
    });
  },

  'no-sdk-outside-the-edge': (sources) =>
    eachImport(sources, (file, { specifier, line }) => {
      if (!/^@(aws-sdk|smithy|aws-crypto)\//.test(specifier) || areaOf(file) === undefined) return [];
      if (sdkAreas.some((area) => file.startsWith(area))) return [];
      return [{ file, line, message: `the AWS SDK is used in ${sdkAreas.join(', ')} only (${specifier})` }];
    }),

  'server-only-where-next-runs': (sources) =>
    eachImport(sources, (file, { specifier, line }) => {
      if (specifier !== 'server-only' || serverOnlyAreas.some((area) => file.startsWith(area))) return [];
      return [{ file, line, message: `"server-only" stands in ${serverOnlyAreas.join(', ')} only` }];
    }),

  'no-clock-in-domain': (sources) =>
    eachMatch(
      sources,
      (file) => file.startsWith('lib/domain/'),
      /\bDate\.now\b|\bnew Date(?:\(\s*\)|(?!\s*\())|(?<!\bnew\s+)(?<![\w.])Date\(|\bperformance\.now\b/g,
      (found) => `the domain reads no clock, time is an argument (${found})`,
    ),

  'no-zero-for-missing': (sources) =>
    eachMatch(
      sources,
      (file) => file.startsWith('lib/') && !file.startsWith('lib/simulator/'),
      /\?\?=?\s*0(?![\w.])/g,
      () => 'a missing value is never zero: handle its absence',
    ),

  'status-colours-in-one-place': (sources) => statusColours(sources),

  'commands-authorise-and-audit': (sources) =>
    sources.files
      .filter((file) => file.startsWith('lib/commands/') && isCode(file) && !isTest(file))
      // What commands answer, take and share; there is no command in them.
      .filter((file) => !/^lib\/commands\/command-(input|mode-change|result)\.ts$/.test(file))
      .flatMap((file) => {
        const code = blankComments(sources.read(file));
        /** @type {[RegExp, string][]} */
        const wanted = [
          // Commands on runs hand themselves to one of two that do both.
          [/\b(requirePermission|issueCommand|steerExecution)\(/, 'a command authorises: call requirePermission first'],
          [/\b(appendAudit|issueCommand|steerExecution)\(/, 'a command audits: call appendAudit in its transaction'],
        ];
        return wanted.filter(([pattern]) => !pattern.test(code)).map(([, message]) => ({ file, line: 1, message }));
      }),
};

/**
 * Status tones belong to `components/status`; every value belongs to the tokens. A mention is a custom property, a
 * utility class or the hex value itself.
 *
 * @param {Sources} sources
 * @returns {Violation[]}
 */
function statusColours(sources) {
  const tokens = sources.files.includes('app/tokens.css') ? sources.read('app/tokens.css') : '';
  const tones = '(?:critical|warning|unknown|active|normal|inactive)(?:-(?:tint|ink|outline|mark))?';
  const values = new Set(
    [...tokens.matchAll(new RegExp(`--${tones}:\\s*(#[0-9a-f]{3,8})`, 'gi'))].map((match) => match[1]?.toLowerCase()),
  );
  const utilities =
    'bg|text|border(?:-[xytrbl])?|fill|stroke|ring|outline|decoration|shadow|accent|caret|divide|from|via|to';
  const mention = new RegExp(
    `(?<![\\w-])--(?:color-)?${tones}(?![\\w-])|(?<![\\w-])(?:${utilities})-${tones}(?![\\w-])`,
    'g',
  );
  return sources.files
    .filter((file) => /^(app|components)\//.test(file) && /\.(css|[jt]sx?)$/.test(file) && !isTest(file))
    .filter((file) => !file.startsWith('components/status/') && file !== 'app/tokens.css' && file !== 'app/globals.css')
    .flatMap((file) => {
      const code = blankComments(sources.read(file));
      const named = [...code.matchAll(mention)];
      const hex = [...code.matchAll(/#[0-9a-f]{3,8}\b/gi)].filter((match) => values.has(match[0].toLowerCase()));
      return [...named, ...hex].map((match) => ({
        file,
        line: lineAt(code, match.index),
        message: `status colours are used in components/status only (${match[0]})`,
      }));
    });
}

/**
 * @param {Sources} sources
 * @param {(file: string, found: { specifier: string, line: number }) => Violation[]} check
 */
function eachImport(sources, check) {
  return sources.files
    .filter((file) => isCode(file) && !isTest(file))
    .flatMap((file) => findImports(sources.read(file)).flatMap((found) => check(file, found)));
}

/**
 * @param {Sources} sources
 * @param {(file: string) => boolean} applies
 * @param {RegExp} pattern
 * @param {(found: string) => string} message
 */
function eachMatch(sources, applies, pattern, message) {
  return sources.files
    .filter((file) => isCode(file) && !isTest(file) && applies(file))
    .flatMap((file) => {
      const code = blankComments(sources.read(file));
      return [...code.matchAll(pattern)].map((match) => ({
        file,
        line: lineAt(code, match.index),
        message: message(match[0]),
      }));
    });
}

/**
 * @param {string} code
 * @param {number | undefined} index
 */
function lineAt(code, index) {
  return code.slice(0, index).split('\n').length;
}
