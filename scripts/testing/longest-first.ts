import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Whole runs, which wait for fleet time: one that begins last leaves the other cores idle until it ends. */
const long = ['/lib/recovery/run/', '/scripts/drill/', '/lib/supervisor/', '/scripts/sweep/'];

/** Begins with the files that take longest; among the others the usual order is kept. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => long.some((folder) => moduleId.includes(folder));
    return [...usual.filter(isLong), ...usual.filter((file) => !isLong(file))];
  }
}
