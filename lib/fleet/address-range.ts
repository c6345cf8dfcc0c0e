/** An IPv4 range as a VPC may have it, `/16` to `/28` with no bit set after the prefix; undefined for anything else. */
export function parseAddressRange(text: string): string | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (parts === null) return undefined;
  const numbers = parts.slice(1).map(Number);
  const prefix = numbers.pop();
  if (prefix === undefined || prefix < 16 || prefix > 28 || numbers.some((octet) => octet > 255)) return undefined;
  const address = numbers.reduce((sum, octet) => sum * 256 + octet, 0);
  return address % 2 ** (32 - prefix) === 0 ? text : undefined;
}
