/** The ground around places: each point of a sheet belongs to the place that is nearest. */

export type Point = readonly [number, number];
/** A part of a sheet [units of the sheet]. */
export interface Box { x: number; y: number; width: number; height: number }

/** Share of the longer side that is left free around the outermost places. */
const MARGIN = 0.14;

/** Return the part of a sheet that holds some places, with room around them. */
export function viewAround(points: readonly Point[]): Box {
  const xs = points.map((p) => p[0]), ys = points.map((p) => p[1]);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const room = MARGIN * Math.max(right - left, bottom - top, 1);
  return { x: left - room, y: top - room, width: right - left + 2 * room, height: bottom - top + 2 * room };
}

/** Return the part of a convex shape that is nearer to one place than to another. */
function nearer(shape: readonly Point[], a: Point, b: Point): Point[] {
  const [mx, my] = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2], [nx, ny] = [b[0] - a[0], b[1] - a[1]];
  const side = (p: Point): number => (p[0] - mx) * nx + (p[1] - my) * ny;
  return shape.flatMap((p, i) => {
    const q = shape[(i + 1) % shape.length]!, s = side(p), t = side(q);
    const kept: Point[] = s <= 0 ? [p] : [];
    if (s * t < 0) { const f = s / (s - t); kept.push([p[0] + f * (q[0] - p[0]), p[1] + f * (q[1] - p[1])]); }
    return kept;
  });
}

/** Return the ground of every place inside a box, as the corners of a convex shape; of two places at one point both have it. */
export function cellsOf(points: readonly Point[], box: Box): Point[][] {
  const corners: Point[] = [[box.x, box.y], [box.x + box.width, box.y], [box.x + box.width, box.y + box.height], [box.x, box.y + box.height]];
  return points.map((a, i) => points.reduce<Point[]>((shape, b, j) => (i === j || (a[0] === b[0] && a[1] === b[1]) ? shape : nearer(shape, a, b)), corners));
}

/** Return a shape as an SVG path. */
export const pathOf = (shape: readonly Point[]): string => (shape.length ? `M${shape.map((p) => `${p[0].toFixed(1)} ${p[1].toFixed(1)}`).join("L")}Z` : "");
