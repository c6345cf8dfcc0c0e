/** The start cannot go on; the message is one sentence that says what to do. The program ends with status 2. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
}
