import './require-node.mjs';

/**
 * `npm run bench:wall`: the wall of the build in a browser. What an update costs with 200 live charts and on each of its
 * scenes, what a whole day of updates leaves behind, and what its page weighs. `npm run bench:wall -- updates=2000` plays a
 * shorter day, `short` a very short one; `only=charts|scenes|day` measures one part; `charts=` and `measured=` set how many
 * charts and how many updates are measured one by one. Ends with 1 when a goal is missed.
 */
const { checkout } = await import('./checkout.mjs');
process.chdir(checkout);
const { installIfNeeded } = await import('./install-if-needed.mjs');
await installIfNeeded();

const { findChromium, howToGetChromium } = await import('./testing/find-chromium.mjs');
const chromium = findChromium();
if (chromium === undefined) {
  console.error(howToGetChromium);
  process.exit(1);
}

const words = process.argv.slice(2);
const isShort = words.includes('short');
const given = new Map(words.filter((word) => word !== 'short').map((word) => splitWord(word)));
const parts = ['all', 'charts', 'scenes', 'day'];
const known = ['updates', 'reconnects', 'charts', 'measured', 'times', 'only'];
for (const name of given.keys()) {
  if (!known.includes(name))
    refuse(`There is no "${name}"; known: short, ${known.map((one) => `${one}=`).join(', ')}.`);
}
const updates = readCount('updates', isShort ? 2000 : 86_400);
const options = {
  updates,
  reconnects: readCount('reconnects', Math.max(5, Math.round((updates / 86_400) * 200))),
  charts: readCount('charts', 200),
  measured: readCount('measured', isShort ? 30 : 120),
  times: readCount('times', 16),
  only: given.get('only') ?? 'all',
  executablePath: chromium.executablePath,
};
if (!parts.includes(options.only)) refuse(`only= must be one of ${parts.join(', ')}, not "${options.only}".`);

const { buildIfStale } = await import('./build.mjs');
if (!(await buildIfStale({ quiet: true }))) process.exit(1);

const { loadModule } = await import('./load-module.mjs');
const { weighPages } = await import('./first-load.mjs');
const { benchWall } = await loadModule('bench/wall/module.ts');

/** @type {{ met: boolean }[]} */
const verdicts = weighWall();
try {
  verdicts.push(...(await benchWall(options, console.log)));
} catch (error) {
  // What was measured until then stands above; it is no result.
  console.error(`The bench did not come to its end: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
  process.exit(1);
}
const missed = verdicts.filter(({ met }) => !met).length;
console.log(missed === 0 ? 'The wall meets every goal that was measured.' : `${missed} missed.`);
process.exitCode = missed === 0 ? 0 : 1;

/** What the page of a wall weighs, against its limit. */
function weighWall() {
  return weighPages()
    .filter(({ route }) => route === '/wall/[wall]')
    .map(({ bytes, limit }) => {
      const met = bytes <= limit;
      const words = `${(bytes / 1000).toFixed(1)} kB of ${limit / 1000} kB first-load JavaScript, gzip`;
      console.log(`${met ? 'ok    ' : 'MISSED'} The page of a wall: ${words}`);
      return { met };
    });
}

/** @param {string} word @returns {[string, string]} */
function splitWord(word) {
  const [name = '', value] = word.split('=');
  return value === undefined ? refuse(`"${word}" is not of the form name=value.`) : [name, value];
}

/** @param {string} name @param {number} otherwise */
function readCount(name, otherwise) {
  const text = given.get(name);
  if (text === undefined) return otherwise;
  return /^[1-9]\d{0,6}$/.test(text) ? Number(text) : refuse(`${name}= must be a whole number from 1, not "${text}".`);
}

/** @param {string} sentence @returns {never} */
function refuse(sentence) {
  console.error(sentence);
  process.exit(2);
}
