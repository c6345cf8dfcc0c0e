/** A map in YAML as an item of a list: its first line behind a dash, the others below it. Ends with a line end. */
export function writeAsItem(text: string): string {
  const lines = text.trimEnd().split('\n');
  return `${lines.map((line, index) => (index === 0 ? `- ${line}` : line === '' ? '' : `  ${line}`)).join('\n')}\n`;
}
