import type { MapShape, Member, Shape, StructureShape } from '../shapes';
import { asScalar, readText } from './scalar';
import type { XmlNode } from './xml-parse';

/** An XML element as typed input. Elements that the schema does not have are ignored. Throws `MalformedInput`. */
export function readXml(shape: Shape, node: XmlNode): unknown {
  switch (shape.kind) {
    case 'structure':
    case 'union':
      return readStructure(shape, node);
    case 'list':
      return node.children.map((child) => readXml(shape.element.shape, child));
    case 'map':
      return readEntries(shape, node.children);
    case 'string':
      return node.text;
    default:
      return readText(shape, node.text.trim());
  }
}

function readStructure(shape: StructureShape, node: XmlNode): Record<string, unknown> {
  const target: Record<string, unknown> = {};
  for (const member of shape.members) {
    const value = member.ownTraits.xmlAttribute ? readAttribute(member, node) : readMember(member, node);
    if (value !== undefined) target[member.name] = value;
  }
  return target;
}

function readAttribute(member: Member, node: XmlNode): unknown {
  const text = node.attributes.get(member.ownTraits.xmlName ?? member.name);
  return text === undefined ? undefined : readText(asScalar(member.shape), text);
}

function readMember(member: Member, node: XmlNode): unknown {
  const { shape } = member;
  const found = childrenNamed(node, member.ownTraits.xmlName ?? member.name);
  const first = found[0];
  if (!first) return undefined;
  if (member.traits.xmlFlattened && shape.kind === 'list')
    return found.map((each) => readXml(shape.element.shape, each));
  if (member.traits.xmlFlattened && shape.kind === 'map') return readEntries(shape, found);
  return readXml(shape, first);
}

function readEntries(shape: MapShape, entries: readonly XmlNode[]): Record<string, unknown> {
  const keyName = shape.key.traits.xmlName ?? 'key';
  const valueName = shape.value.traits.xmlName ?? 'value';
  return Object.fromEntries(
    entries.map((entry): [string, unknown] => {
      const value = childrenNamed(entry, valueName)[0];
      return [childrenNamed(entry, keyName)[0]?.text ?? '', value && readXml(shape.value.shape, value)];
    }),
  );
}

function childrenNamed(node: XmlNode, name: string): XmlNode[] {
  const wanted = withoutPrefix(name);
  return node.children.filter((child) => withoutPrefix(child.name) === wanted);
}

function withoutPrefix(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
