/**
 * Sizes of a wall by the distance of its farthest reader. NUREG-0700 Rev. 3 asks for capitals of at least 16 minutes of
 * arc on a group display; states and figures get 20. The panel is taken as one of 55 inches, 16:9, and capitals as 0.72
 * of the size of the font; on a larger panel the same metres are read from further away.
 */

/** Millimetres of cap height for each metre: 1000 × 2 × tan(16′ ÷ 2), and of 20′. */
const capMillimetres = { text: 4.65, figure: 5.82 } as const;
const capsInFont = 0.72;
/** Width of a 55-inch panel, in millimetres, and the CSS pixels it is thought to have. */
const panelMillimetres = (55 * 25.4 * 16) / Math.hypot(16, 9);
const panelPx = 1920;

export interface WallTextSizes {
  /** CSS pixels of the smallest text there is on the wall. */
  readonly textPx: number;
  /** CSS pixels of states and figures. */
  readonly figurePx: number;
}

/** What a scene has to fit into. All in whole CSS pixels. */
export interface WallSizes extends WallTextSizes {
  readonly distanceMetres: number;
  /** From one line of text to the next, and of figures. */
  readonly textLinePx: number;
  readonly figureLinePx: number;
  /** Between tiles and rows; around what stands in a tile. */
  readonly gapPx: number;
  readonly padPx: number;
  /** The room of the scene, without the frame around it. */
  readonly widthPx: number;
  readonly heightPx: number;
}

/**
 * Text sizes for a panel whose whole width is `panelWidthPx` CSS pixels, read from `distanceMetres`.
 *
 * @example textSizes(4, 1920) // { textPx: 41, figurePx: 51 }
 */
export function textSizes(distanceMetres: number, panelWidthPx: number): WallTextSizes {
  const pxPerMillimetre = panelPx / panelMillimetres;
  const px = (cap: number) =>
    Math.round(((distanceMetres * cap * pxPerMillimetre) / capsInFont) * (panelWidthPx / panelPx));
  return { textPx: px(capMillimetres.text), figurePx: px(capMillimetres.figure) };
}

/** All sizes of a scene whose room is `room`, on a panel of `panelWidthPx`. */
export function wallSizes(
  distanceMetres: number,
  panelWidthPx: number,
  room: { readonly widthPx: number; readonly heightPx: number },
): WallSizes {
  const text = textSizes(distanceMetres, panelWidthPx);
  return {
    ...text,
    distanceMetres,
    textLinePx: Math.ceil(text.textPx * 1.25),
    figureLinePx: Math.ceil(text.figurePx * 1.2),
    gapPx: Math.round(text.textPx * 0.3),
    padPx: Math.round(text.textPx * 0.35),
    widthPx: Math.floor(room.widthPx),
    heightPx: Math.floor(room.heightPx),
  };
}
