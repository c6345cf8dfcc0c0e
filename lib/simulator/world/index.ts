export { FaultError } from './faults';
export { openWorld } from './open-world';
export { RecordChangeError } from './record-changes';
export type * from './types';
export { WorldFileError } from './world-files';
