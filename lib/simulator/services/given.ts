/**
 * An SDK input as the wire layer hands it over: members that are required are there, those that are optional may be
 * absent but are never `undefined` by themselves.
 */
export type Given<Input> = { readonly [Name in keyof Input]: Exclude<Input[Name], undefined> };
