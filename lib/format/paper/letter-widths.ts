/** Faces that reports are set in. */
export type LetterFace = 'regular' | 'bold';

interface Widths {
  /** Of the characters from space to tilde, in thousandths of the size. */
  readonly ascii: readonly number[];
  /** At least that of any other small letter, and of anything else, of the scripts that every face has. */
  readonly small: number;
  readonly other: number;
}

/**
 * Widths of letters as DejaVu Sans Condensed has them, rounded up: so that what fits on a page can be told without the
 * files of the faces, where they are not.
 */
export const letterWidths: Readonly<Record<LetterFace, Widths>> = {
  regular: {
    ascii: toNumbers(`
    286 361 414 754 573 855 702 248 352 352 450 754 286 325 286 304 573 573 573 573 573 573 573 573 573 573 304
    304 754 754 754 478 900 616 618 629 693 569 518 698 677 266 266 590 501 777 673 709 543 709 625 572 550 659
    616 890 617 550 617 352 304 352 754 450 450 552 572 495 572 554 317 572 571 250 250 521 250 877 571 551 572
    572 370 469 353 571 533 736 533 533 473 573 304 573 754
    `),
    small: 930,
    other: 990,
  },
  bold: {
    ascii: toNumbers(`
    313 411 469 754 626 902 785 276 412 412 471 754 342 374 342 329 626 626 626 626 626 626 626 626 626 626 360
    360 754 754 754 522 900 697 686 661 748 615 615 739 753 335 335 698 574 896 753 765 660 765 693 648 614 731
    697 993 694 652 653 412 329 412 754 450 450 607 645 534 645 611 392 645 641 309 309 599 309 938 641 619 645
    645 444 536 431 641 587 832 581 587 524 641 329 641 754
    `),
    small: 1000,
    other: 1200,
  },
};

function toNumbers(text: string): readonly number[] {
  return text.trim().split(/\s+/).map(Number);
}
