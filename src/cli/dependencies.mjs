/**
 * `npm run audit:dependencies`: what is wrong with what we depend on. What can be known here is looked at first; then the
 * registry is asked for known holes and for the signatures of what was installed. Ends with 1 when something is wrong,
 * with 2 when the registry did not answer: nothing is then known of what it would have said.
 */
import { readFileSync } from 'node:fs';
import { faultsOf } from './lockfile.mjs';
import { run } from './run.mjs';
import { say } from './say.mjs';

/** @param {string} file */
const read = (file) => JSON.parse(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'));

const faults = faultsOf(read('package.json'), read('package-lock.json').packages);
console.log(faults.length === 0 ? say('start_dependencies_whole') : faults.join('\n'));

const holes = await ask('start_dependencies_holes', ['audit', '--omit=dev', '--audit-level=high']);
const signatures = await ask('start_dependencies_signatures', ['audit', 'signatures', '--omit=dev']);
const asked = [holes, signatures];
process.exit(faults.length > 0 || asked.includes('wrong') ? 1 : asked.includes('silent') ? 2 : 0);

/**
 * @param {'start_dependencies_holes' | 'start_dependencies_signatures'} about
 * @param {string[]} parameters
 * @returns {Promise<'right' | 'wrong' | 'silent'>}
 */
async function ask(about, parameters) {
	const { isDone, output } = await run('npm', parameters, { variables: { npm_config_loglevel: 'notice' } });
	// npm ends alike when it found something and when nobody answered: only its words tell.
	const isSilent =
		!isDone && /endpoint returned an error|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|network|E40\d|E50\d/.test(output);
	console.log(`\n${say(about)}`);
	console.log(isSilent ? say('start_dependencies_silent') : output.trim());
	return isDone ? 'right' : isSilent ? 'silent' : 'wrong';
}
