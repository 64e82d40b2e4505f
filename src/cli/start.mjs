/**
 * `npm start` and `npm run dev`. Plain JavaScript that an old Node.js can read, so that it can say what to do; the rest
 * is in application.ts.
 */
import { existsSync } from 'node:fs';
import { say } from './say.mjs';

/** Argon2, for passwords, came with 24.7; running TypeScript as it is, with 22.18. */
const needed = [24, 7];

/** @param {string} sentence */
function refuse(sentence) {
	console.error(sentence);
	process.exit(1);
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < needed[0] || (major === needed[0] && minor < needed[1])) {
	refuse(say('start_node_too_old', { version: process.versions.node, needed: needed.join('.') }));
}
if (!existsSync(new URL('../../node_modules/vite/package.json', import.meta.url))) refuse(say('start_not_installed'));

const { develop, serve } = await import('./application.ts');
await (process.argv[2] === 'dev' ? develop() : serve());
