import { existsSync, readFileSync } from 'node:fs';

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 */

/**
 * Counts of a vitest JSON report. A suite that did not even load is one failure: its tests are not in the numbers.
 *
 * @param {any} report
 * @returns {Counts}
 */
export function countVitest(report) {
  const files = /** @type {{ status: string, assertionResults: { status: string }[] }[]} */ (report.testResults);
  const results = files.flatMap((file) => file.assertionResults.map(({ status }) => status));
  const broken = files.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  ).length;
  return {
    passed: results.filter((status) => status === 'passed').length,
    failed: results.filter((status) => status === 'failed').length + broken,
    skipped: results.filter((status) => status !== 'passed' && status !== 'failed').length,
  };
}

/**
 * Counts of a Playwright JSON report. A test that passed only when tried again counts as failed: it is not reliable.
 *
 * @param {any} report
 * @returns {Counts}
 */
export function countPlaywright(report) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky + report.errors.length, skipped };
}

/**
 * Counts of a suite that has ended. No report, an unreadable one, none of its tests run, or a status that its numbers
 * do not explain is a failure: silence is never success.
 *
 * @param {string} file
 * @param {number} status exit status of the suite
 * @param {(report: any) => Counts} count
 * @returns {Counts}
 */
export function countReport(file, status, count) {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  let counts;
  try {
    counts = count(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // An unreadable report is counted as what it is: a suite that failed.
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const unexplained = counts.failed === 0 && (status !== 0 || counts.passed === 0);
  return unexplained ? { ...counts, failed: 1 } : counts;
}
