const longestQuote = 80;

/** Text that people wrote, as an error may repeat it: in quotes, of bounded length, nothing invisible or moving the cursor. */
export function quote(text: string): string {
  const short = text.length <= longestQuote ? text : `${text.slice(0, longestQuote)}…`;
  return `"${short.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0xfffd;
    return `\\u{${code.toString(16)}}`;
  })}"`;
}
