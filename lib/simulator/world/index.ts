export { FaultError } from './faults';
export { KeptItemError } from './kept-items';
export { BucketError, resourceOfMade } from './made-buckets';
export { openWorld } from './open-world';
export { RecordChangeError } from './record-changes';
export type * from './types';
export { WorldFileError, WrongFleetError } from './world-files';
