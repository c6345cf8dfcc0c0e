import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { guideScenes, pictureOf } from './scenes';

const checkout = path.resolve(import.meta.dirname, '../..');
const folder = path.join(checkout, 'docs');
const guides = readdirSync(folder).filter((name) => /^guide-.*\.md$/.test(name));

interface Reference {
  readonly guide: string;
  readonly to: string;
}

/** Every picture and every link of a guide, as it is written. */
function referencesOf(guide: string): readonly Reference[] {
  const text = readFileSync(path.join(folder, guide), 'utf8').replaceAll(/`[^`]*`/g, '');
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g), ...text.matchAll(/<(?:img|a)\b[^>]*?\b(?:src|href)="([^"]+)"/g)];
  return links.map(([, to = '']) => ({ guide, to }));
}

const references = guides.flatMap(referencesOf);
const pictures = references.filter(({ to }) => to.endsWith('.png'));
const relative = references.filter(({ to }) => !/^[a-z]+:/.test(to));

/** What a heading is called in an address, as GitHub names it. */
function anchorsOf(markdown: string): readonly string[] {
  const headings = [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, words = '']) => words);
  return headings.map((words) =>
    words
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('the guides', () => {
  it('are three, and the README leads to each', () => {
    expect(guides).toEqual(['guide-executive.md', 'guide-noc.md', 'guide-operator.md']);
    const readme = readFileSync(path.join(checkout, 'README.md'), 'utf8');
    for (const guide of guides) expect(readme).toContain(`](docs/${guide})`);
  });

  it('show no picture that no scene makes, so that none can grow old unseen', () => {
    const made = new Set(guideScenes.map((scene) => path.join(checkout, pictureOf(scene))));
    expect(pictures.filter(({ to }) => !made.has(path.resolve(folder, to)))).toEqual([]);
  });

  it.each(guideScenes)('show the picture of the scene $name, in the guide that it is for, and it is there', (scene) => {
    const file = path.join(checkout, pictureOf(scene));
    const shown = pictures.filter(({ to }) => path.resolve(folder, to) === file).map(({ guide }) => guide);
    expect(shown).toEqual([`guide-${scene.guide}.md`]);
    expect(statSync(file).size).toBeLessThan(200_000);
    expect(readFileSync(file).readUInt32BE(16)).toBe(1280);
  });

  it('leave no picture behind that no scene makes any more', () => {
    const made = guideScenes.map((scene) => path.basename(pictureOf(scene))).sort();
    const kept = readdirSync(path.join(folder, 'images')).filter((name) => name.startsWith('guide-'));
    expect(kept.sort()).toEqual(made);
  });

  it('say of each picture what is to be seen in it', () => {
    const texts = guides.map((guide) => readFileSync(path.join(folder, guide), 'utf8'));
    const silent = texts.flatMap((text) => [...text.matchAll(/!\[\s*\]\([^)]*\)|<img(?![^>]*\balt="[^"]+")[^>]*>/g)]);
    expect(silent.map(([tag]) => tag)).toEqual([]);
  });

  it.each(relative)('$guide: $to leads somewhere', ({ to }) => {
    const [file = '', anchor] = to.split('#');
    const target = path.resolve(folder, file);
    expect(existsSync(target), file).toBe(true);
    if (anchor !== undefined) expect(anchorsOf(readFileSync(target, 'utf8'))).toContain(anchor);
  });
});

describe('the scenes', () => {
  it('have a name each, say what must be seen, and look at nothing before somebody has made the link', () => {
    const names = guideScenes.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(guideScenes.filter(({ mustBeSeen }) => mustBeSeen.length === 0)).toEqual([]);
    const acts = guideScenes.flatMap(({ before }) => before);
    expect(acts.indexOf('make-link')).toBeLessThan(acts.indexOf('open-link'));
    expect(guideScenes.filter(({ name, guide }) => !name.startsWith(`${guide}-`))).toEqual([]);
  });
});
