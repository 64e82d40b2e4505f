/**
 * Says in one sentence what to do when this Node.js cannot run the project, and ends. Import it first, for its effect;
 * it is plain JavaScript that an old Node.js can read.
 */
import { existsSync } from 'node:fs';
import { say } from './say.mjs';

/** crypto.argon2, which hashes the passwords, came with 24.7. */
const needed = [24, 7];

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const isTooOld = major < needed[0] || (major === needed[0] && minor < needed[1]);
if (isTooOld) refuse(say('start_node_too_old', { version: process.versions.node, needed: needed.join('.') }));
if (!existsSync(new URL('../../node_modules/vite/package.json', import.meta.url))) refuse(say('start_not_installed'));

/** @param {string} sentence */
function refuse(sentence) {
	console.error(sentence);
	process.exit(1);
}
