import type { ListShape, MapShape, Member, StructureShape } from '../shapes';
import { asEntries, asList, asStructure, isAbsent, type StructureValue } from './output-values';
import { writeText } from './scalar';

const escapes = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ['\r', '&#xD;'],
]);
const needsEscape = /[&<>"\r]/g;
// XML 1.0 has no way to carry these; AWS drops them too.
// biome-ignore lint/suspicious/noControlCharactersInRegex: naming the characters that XML cannot carry
const notInXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;

export function escapeXml(text: string): string {
  return text.replace(notInXml, '').replace(needsEscape, (character) => escapes.get(character) ?? character);
}

/** An element around XML that is already escaped. `attributes` begins with a space or is empty. */
export function xmlElement(name: string, inner: string, attributes = ''): string {
  return `<${name}${attributes}>${inner}</${name}>`;
}

/** The given members of a structure as elements, without an enclosing one. Absent members and attributes are left out. */
export function writeXmlMembers(
  shape: StructureShape,
  value: unknown,
  members: readonly Member[] = shape.members,
): string {
  const source = asStructure(shape, value);
  let xml = '';
  for (const member of members) {
    const inner = source[member.name];
    if (!isAbsent(inner) && !member.ownTraits.xmlAttribute) xml += writeXmlMember(member, inner);
  }
  return xml;
}

/** One member as an element, or as several when it is a flattened list or map. */
export function writeXmlMember(
  member: Member,
  value: unknown,
  name = member.ownTraits.xmlName ?? member.name,
  moreAttributes = '',
): string {
  const { shape } = member;
  const attributes = moreAttributes + namespaceAttribute(member);
  switch (shape.kind) {
    case 'list':
      if (member.traits.xmlFlattened) return writeElements(shape, value, name);
      return xmlElement(name, writeElements(shape, value, shape.element.traits.xmlName ?? 'member'), attributes);
    case 'map':
      if (member.traits.xmlFlattened) return writeEntries(shape, value, name);
      return xmlElement(name, writeEntries(shape, value, 'entry'), attributes);
    case 'structure':
    case 'union':
      return xmlElement(
        name,
        writeXmlMembers(shape, value),
        attributes + structureAttributes(shape, asStructure(shape, value)),
      );
    default:
      return xmlElement(name, escapeXml(writeText(shape, value, 'date-time')), attributes);
  }
}

function writeElements(shape: ListShape, value: unknown, name: string): string {
  let xml = '';
  for (const each of asList(shape, value)) if (!isAbsent(each)) xml += writeXmlMember(shape.element, each, name);
  return xml;
}

function writeEntries(shape: MapShape, value: unknown, name: string): string {
  const keyName = shape.key.traits.xmlName ?? 'key';
  const valueName = shape.value.traits.xmlName ?? 'value';
  let xml = '';
  for (const [key, each] of asEntries(shape, value)) {
    if (each === null) continue;
    xml += xmlElement(name, xmlElement(keyName, escapeXml(key)) + writeXmlMember(shape.value, each, valueName));
  }
  return xml;
}

function structureAttributes(shape: StructureShape, value: StructureValue): string {
  let attributes = '';
  for (const member of shape.members) {
    const inner = value[member.name];
    if (!member.ownTraits.xmlAttribute || isAbsent(inner)) continue;
    const text = escapeXml(writeText(member.shape, inner, 'date-time'));
    attributes += ` ${member.ownTraits.xmlName ?? member.name}="${text}"`;
  }
  return attributes;
}

function namespaceAttribute(member: Member): string {
  const namespace = member.traits.xmlNamespace;
  if (!namespace) return '';
  const [prefix, uri] = namespace;
  return prefix ? ` xmlns:${prefix}="${uri}"` : ` xmlns="${uri}"`;
}
