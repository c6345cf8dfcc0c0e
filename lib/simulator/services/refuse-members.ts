import { type Call, commonError } from '../wire';

/**
 * Refuses members of an input that would change what an operation does and are not simulated: never an answer as if they
 * had not been there. @throws AwsError NotImplemented
 */
export function refuseMembers(call: Call, input: object, simulated: readonly string[]): void {
  const foreign = Object.keys(input).find((name) => !simulated.includes(name));
  if (foreign !== undefined) {
    throw commonError('notImplemented', call, `${call.service} ${call.operation} with ${foreign} is not simulated.`);
  }
}
