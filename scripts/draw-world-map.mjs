// Draws public/world.svg, the land of the overview's map, from Natural Earth data. Run by hand when the projection
// changes: node scripts/draw-world-map.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { geoNaturalEarth1, geoPath } from 'd3-geo';
import { feature } from 'topojson-client';

const width = 1000;
const height = 370;
const atlas = JSON.parse(readFileSync(new URL('../node_modules/world-atlas/land-110m.json', import.meta.url), 'utf8'));
const land = feature(atlas, atlas.objects.land);

// The same numbers as components/topology/project-point.ts; its test holds both together.
const projection = geoNaturalEarth1()
  .rotate([-11, 0])
  .scale(178)
  .translate([500, 240])
  .clipExtent([
    [0, 0],
    [width, height],
  ]);
const path = geoPath(projection).digits(1)(land);
writeFileSync(
  new URL('../public/world.svg', import.meta.url),
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none"><path d="${path}"/></svg>\n`,
);
