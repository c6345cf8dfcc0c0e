/** Ends with one sentence on a Node.js that is too old. Plain enough for old ones to read. */
const wanted = [20, 9];
const found = process.versions.node.split('.').map(Number);
if (found[0] < wanted[0] || (found[0] === wanted[0] && found[1] < wanted[1])) {
  console.error(
    `Antipode needs Node.js ${wanted.join('.')} or newer; this is ${process.versions.node}: install a newer one, e.g. from https://nodejs.org.`,
  );
  process.exit(2);
}
