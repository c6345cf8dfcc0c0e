/** The drawing that the map's coordinates are in; public/world.svg has the same size. */
export const worldWidth = 1000;
export const worldHeight = 370;

const centreLongitude = 11;
const scale = 178;
const originX = 500;
const originY = 240;
const radiansPerDegree = Math.PI / 180;

export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Places a point of the earth (degrees) on the drawing by the Natural Earth projection, centred on 11° E so that the
 * seam lies in the Pacific.
 */
export function projectPoint(longitude: number, latitude: number): Point {
  const lambda = turned(longitude - centreLongitude) * radiansPerDegree;
  const phi = latitude * radiansPerDegree;
  const phi2 = phi * phi;
  const phi4 = phi2 * phi2;
  const x = lambda * (0.8707 - 0.131979 * phi2 + phi4 * (-0.013791 + phi4 * (0.003971 * phi2 - 0.001529 * phi4)));
  const y = phi * (1.007226 + phi2 * (0.015085 + phi4 * (-0.044475 + 0.028874 * phi2 - 0.005916 * phi4)));
  return { x: originX + scale * x, y: originY - scale * y };
}

/** The same longitude between −180 and 180. */
function turned(longitude: number): number {
  return ((((longitude + 180) % 360) + 360) % 360) - 180;
}
