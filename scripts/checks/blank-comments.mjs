/**
 * Source with its comments replaced by spaces, line breaks kept, so that rules look at code alone and line numbers
 * stay. Strings and templates are left as they are; a quote inside a regular expression ends with its line.
 *
 * @param {string} source
 */
export function blankComments(source) {
  let out = '';
  let quote = '';
  for (let at = 0; at < source.length; at++) {
    const char = source[at] ?? '';
    const next = source[at + 1];
    if (quote !== '') {
      out += char;
      if (char === '\\') out += source[++at] ?? '';
      else if (char === quote || (char === '\n' && quote !== '`')) quote = '';
    } else if (char === '/' && (next === '/' || next === '*')) {
      const end = next === '/' ? source.indexOf('\n', at) : source.indexOf('*/', at + 2);
      const stop = end === -1 ? source.length : next === '/' ? end : end + 2;
      out += source.slice(at, stop).replace(/[^\n]/g, ' ');
      at = stop - 1;
    } else {
      if (char === "'" || char === '"' || char === '`') quote = char;
      out += char;
    }
  }
  return out;
}
