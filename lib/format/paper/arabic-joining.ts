/** Letters that join the one before them and never the one behind them (Unicode’s joining type R). */
const joinsBackAlone =
  /^[\u0622-\u0625\u0627\u0629\u062f-\u0632\u0648\u0671-\u0673\u0675-\u0677\u0688-\u0699\u06c0\u06c3-\u06cb\u06cd\u06cf\u06d2\u06d3\u06d5\u06ee\u06ef]$/u;
/** Letters that join nothing (type U). */
const standsAlone = /^[\u0621\u0674]$/u;
/** Letters of the block that names are written in; others are told nothing about. */
const letter = /^[\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u06ff]$/u;

/** Whether an Arabic letter joins a letter that stands before it. */
export function joinsBack(character: string): boolean {
  return letter.test(character) && !standsAlone.test(character);
}

/** Whether an Arabic letter joins a letter that follows it. */
export function joinsOn(character: string): boolean {
  return joinsBack(character) && !joinsBackAlone.test(character);
}
