import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Lines of a message that are shown of each failure: enough to know it by, the rest stands where it happened. */
const shownLines = 6;

// biome-ignore lint/suspicious/noControlCharactersInRegex: what a terminal is told in colour is read here as text.
const colours = /\u001b\[[0-9;]*m/g;

/** @param {string[]} messages */
function firstLines(messages) {
  const lines = messages.join('\n').replaceAll(colours, '').split('\n');
  return lines
    .filter((line) => line.trim() !== '')
    .slice(0, shownLines)
    .map((line) => `    ${line}`);
}

/**
 * Failures of a vitest JSON report, each a name and the first lines of what was said; a file that did not load too.
 *
 * @param {any} report
 * @returns {string[]}
 */
export function failuresOfVitest(report) {
  return report.testResults.flatMap((/** @type {any} */ file) => {
    const name = path.relative(process.cwd(), file.name);
    const failed = file.assertionResults.filter((/** @type {any} */ { status }) => status === 'failed');
    if (failed.length === 0) return file.status === 'failed' ? [`  ${name}`, ...firstLines([file.message ?? ''])] : [];
    return failed.flatMap((/** @type {any} */ test) => [
      `  ${name} › ${test.fullName}`,
      ...firstLines(test.failureMessages ?? []),
    ]);
  });
}

/**
 * Failures of a Playwright JSON report, likewise, with what went wrong outside any test.
 *
 * @param {any} report
 * @returns {string[]}
 */
export function failuresOfPlaywright(report) {
  /** @param {any} suite @returns {any[]} */
  const specsIn = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsIn)];
  const failed = report.suites.flatMap(specsIn).filter((/** @type {any} */ spec) => !spec.ok);
  const messages = (/** @type {any} */ spec) =>
    spec.tests.flatMap((/** @type {any} */ test) =>
      test.results.flatMap((/** @type {any} */ result) => result.errors.map((/** @type {any} */ e) => e.message ?? '')),
    );
  return [
    ...failed.flatMap((/** @type {any} */ spec) => [`  ${spec.file} › ${spec.title}`, ...firstLines(messages(spec))]),
    ...report.errors.flatMap((/** @type {any} */ error) => firstLines([error.message ?? ''])),
  ];
}

/**
 * What failed in a suite, to be said once more at the end of a long output. A report that is not there or cannot be
 * read is told by the counts; here it is one line.
 *
 * @param {string} file
 * @param {(report: any) => string[]} list
 * @returns {string[]}
 */
export function listFailures(file, list) {
  if (!existsSync(file)) return [`  ${path.basename(file)}: the suite left no report`];
  try {
    return list(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    return [`  ${path.basename(file)}: its report cannot be read (${error instanceof Error ? error.message : error})`];
  }
}
