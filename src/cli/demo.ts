/** `npm run demo`: plays the main job on a scratch database and tells it. Ends with 0 when every invariant held. */
import { openStage } from '#demo/story/stage.ts';
import { playStory } from '#demo/story/story.ts';
import * as m from '#i18n/paraglide/messages.js';
import { withLocale } from '#server/platform/locale.ts';
import { complaintOf } from './say.mjs';

process.env.LOG_LEVEL ??= 'error';

const { LC_ALL, LC_MESSAGES, LANG } = process.env;
const locale = (LC_ALL || LC_MESSAGES || LANG || '').startsWith('en') ? 'en' : 'fr';
const tell = (line = '') => void process.stdout.write(`${line}\n`);

const play = async () => {
	tell(m.story_opening());
	const stage = await openStage('S', 42);
	try {
		return await playStory(stage, tell);
	} finally {
		await stage.close();
	}
};

try {
	const isSound = await withLocale(locale, play);
	tell(`\n${withLocale(locale, () => (isSound ? m.story_end_sound() : m.story_end_unsound()))}`);
	process.exitCode = isSound ? 0 : 1;
} catch (error) {
	process.stderr.write(`${complaintOf(error)}\n`);
	process.exitCode = 1;
}
process.exit();
