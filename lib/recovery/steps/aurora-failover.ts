import { describeAuroraMove } from './aurora-facts';
import { checkMove, dryRunMove, performMove, readBackMove } from './aurora-move';
import type { StepKindRules } from './step-kind';

/** A writer that is given up: called in the region of the target, whatever the old one does. */
export const auroraFailover: StepKindRules<'aurora-failover'> = {
  kind: 'aurora-failover',
  describe: describeAuroraMove,
  dryRun: dryRunMove,
  perform: performMove,
  readBack: readBackMove,
  check: checkMove,
};
