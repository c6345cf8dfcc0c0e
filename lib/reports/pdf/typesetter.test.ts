import { expect, test } from 'vitest';
import { PageNotes } from './page-notes';
import { Paper } from './paper';
import { firstPageSet } from './type-set';
import { Typesetter } from './typesetter';

/** Where a shape and the words after it were put on a real paper. */
function placesOf(right?: number) {
  const paper = new Paper({ title: 'One', subject: 'state', date: new Date(0) });
  const places = { shape: Number.NaN, words: Number.NaN, width: 0 };
  const put = { shape: paper.shape.bind(paper), write: paper.write.bind(paper) };
  paper.shape = (strokes, box) => {
    places.shape = box.x;
    put.shape(strokes, box);
  };
  paper.write = (text, x, y, style) => {
    places.words = x;
    places.width = paper.widthOf(text, style);
    put.write(text, x, y, style);
  };
  paper.addSheet();
  const typesetter = new Typesetter(paper, new PageNotes(paper));
  const laid = typesetter.lay({ text: 'at risk', state: 'at-risk' }, 'cell', 400, firstPageSet);
  typesetter.write(laid, { x: 48, y: 100, ...(right === undefined ? {} : { right }) });
  return places;
}

test('the shape of a state stands beside its words, where they begin at the left as where they end at the right', () => {
  const atLeft = placesOf();
  const atRight = placesOf(448);
  expect(atLeft.shape).toBe(48);
  expect(atRight.words + atRight.width).toBeCloseTo(448, 6);
  expect(atRight.words - atRight.shape).toBeCloseTo(atLeft.words - atLeft.shape, 6);
  expect(atRight.shape).toBeLessThan(atRight.words);
});
