/** Where the nodes of an audit path stand in its drawing: the leaf at the bottom, the root at the top. */
export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** The leaf, then the hash after each step; the last is the root. */
  readonly own: readonly Point[];
  readonly siblings: readonly Point[];
}

/** Half the distance of two children. */
const REACH = 22;
const RISE = 40;
const MARGIN = 14;

/** Children stand on either side of the node above them, so the path leans to where the leaf stands in the tree. */
export function layoutPath(sides: ReadonlyArray<'left' | 'right'>): Layout {
  const own: number[] = [0];
  const siblings: number[] = [];
  for (const side of sides) {
    const x = own.at(-1) as number;
    const away = side === 'right' ? REACH : -REACH;
    siblings.push(x + 2 * away);
    own.push(x + away);
  }
  const all = [...own, ...siblings];
  const least = Math.min(...all);
  const height = sides.length * RISE + 2 * MARGIN;
  const place = (x: number, level: number): Point => ({ x: x - least + MARGIN, y: height - MARGIN - level * RISE });
  return {
    width: Math.max(...all) - least + 2 * MARGIN,
    height,
    own: own.map((x, level) => place(x, level)),
    siblings: siblings.map((x, level) => place(x, level)),
  };
}
