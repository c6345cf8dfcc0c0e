import { describeAuroraMove } from './aurora-facts';
import { checkMove, dryRunMove, performMove, readBackMove } from './aurora-move';
import type { StepKindRules } from './step-kind';

/** A planned change of who writes: called in the region of the present writer, with every copy connected. */
export const auroraSwitchover: StepKindRules<'aurora-switchover'> = {
  kind: 'aurora-switchover',
  describe: describeAuroraMove,
  dryRun: dryRunMove,
  perform: performMove,
  readBack: readBackMove,
  check: checkMove,
};
