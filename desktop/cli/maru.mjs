#!/usr/bin/env node
// Plain JavaScript, so that a Node too old for the rest can still say so.
const needed = [22, 18];
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < needed[0] || (major === needed[0] && minor < needed[1])) {
  console.error(
    `Maru needs Node ${needed.join('.')} or newer, this is ${process.versions.node}. \`npm ci\` brings the right one: ` +
      'run Maru as `npm start` or `npx maru`, or install Node 24 from https://nodejs.org.',
  );
  process.exit(1);
}
await import('./maru.ts');
