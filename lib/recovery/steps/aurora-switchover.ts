import { describeAuroraMove } from './aurora-facts';

export const auroraSwitchover = { kind: 'aurora-switchover', describe: describeAuroraMove } as const;
