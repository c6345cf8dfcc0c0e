import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MalformedInput } from '../errors';
import { parseXml } from './xml-parse';
import { escapeXml, xmlElement } from './xml-write';

test('reads elements, attributes, entities, CDATA and comments', () => {
  const root = parseXml(
    `<?xml version="1.0"?><!-- c --><r a='1 &amp; 2' n:b = "x"><k>&lt;é&#233;&#xE9;&unknown;</k><![CDATA[<raw>]]><e/></r>`,
  );
  expect(root.name).toBe('r');
  expect([...root.attributes]).toEqual([
    ['a', '1 & 2'],
    ['n:b', 'x'],
  ]);
  expect(root.text).toBe('<raw>');
  expect(root.children.map((child) => [child.name, child.text])).toEqual([
    ['k', '<ééé&unknown;'],
    ['e', ''],
  ]);
});

test.each([
  '',
  'text',
  '<a',
  '<a>',
  '</a>',
  '<a></b>',
  '<a/><b/>',
  '<a b=1/>',
  '<a><b></a></b>',
  '<!DOCTYPE a><a/>',
  '<a>&#x110000;</a>',
  '<a><![CDATA[</a>',
])('refuses %j', (source) => expect(() => parseXml(source)).toThrow(MalformedInput));

test('text survives writing and reading', () => {
  const text = fc.string({ unit: 'grapheme' });
  fc.assert(
    fc.property(text, (value) => {
      expect(parseXml(xmlElement('a', escapeXml(value))).text).toBe(value);
    }),
  );
});

test('deep and long documents are read without recursion', () => {
  const deep = '<a>'.repeat(20_000) + '</a>'.repeat(20_000);
  expect(parseXml(deep).children).toHaveLength(1);
});
