import { MalformedInput } from '../errors';

/** An XML element. `text` is its own character data; names keep their prefix. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlNode[];
  text: string;
}

const characters = /(?<characters>[^<]+)/;
const ignored = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>/;
const cdata = /<!\[CDATA\[(?<cdata>[\s\S]*?)\]\]>/;
const closeTag = /<\/(?<close>[\w:.-]+)\s*>/;
const openTag = /<(?<open>[\w:.-]+)(?<attributes>(?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(?<empty>\/?)>/;
// Sticky: the search ends at the first position where none of them fits.
const token = new RegExp([characters, ignored, cdata, closeTag, openTag].map((each) => each.source).join('|'), 'gy');
const attribute = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const entity = /&(#x[0-9a-f]+|#\d+|\w+);/gi;
const namedEntities = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/**
 * Parses just enough XML for AWS request bodies: no document type, no entities beyond the five predefined and the
 * numeric ones. Throws `MalformedInput`.
 */
export function parseXml(source: string): XmlNode {
  const document = element('', '');
  const open = [document];
  let end = 0;
  for (const found of source.matchAll(token)) {
    place(open, found.groups ?? {}, end);
    end = found.index + found[0].length;
  }
  const [root, second] = document.children;
  if (end !== source.length || open.length !== 1 || !root || second) throw malformed(end);
  return root;
}

/** Puts one token into the innermost open element. `open` holds the open elements, outermost first. */
function place(open: XmlNode[], found: Partial<Record<string, string>>, at: number): void {
  const parent = open.at(-1);
  if (!parent) throw malformed(at);
  if (found.characters !== undefined) parent.text += unescapeXml(found.characters);
  else if (found.cdata !== undefined) parent.text += found.cdata;
  else if (found.close !== undefined) {
    if (open.length === 1 || parent.name !== found.close) throw malformed(at);
    open.pop();
  } else if (found.open !== undefined) {
    const child = element(found.open, found.attributes ?? '');
    parent.children.push(child);
    if (!found.empty) open.push(child);
  }
}

function element(name: string, attributes: string): XmlNode {
  const pairs = [...attributes.matchAll(attribute)].map(([, key, double, single]): [string, string] => [
    key ?? '',
    unescapeXml(double ?? single ?? ''),
  ]);
  return { name, attributes: new Map(pairs), children: [], text: '' };
}

function unescapeXml(text: string): string {
  return text.replace(entity, (whole, name: string) => {
    if (!name.startsWith('#')) return namedEntities.get(name) ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
    if (code > 0x10ffff) throw new MalformedInput(`the XML has an impossible character reference &${name};`);
    return String.fromCodePoint(code);
  });
}

function malformed(at: number): MalformedInput {
  return new MalformedInput(`the body is not well-formed XML (at character ${at})`);
}
