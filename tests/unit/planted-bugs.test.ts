import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { bugs } from '#tests/planted/bugs.ts';

test.each(bugs)(
	'there is still something to take out, and a test to notice: $protection',
	({ file, edits, checker }) => {
		const text = readFileSync(file, 'utf8');
		for (const [find] of edits) expect(text.split(find), find).toHaveLength(2);
		// A title made for each procedure or page begins with its name; that of the door, with what was typed.
		const written = checker.title.replace(/^([A-Za-z]+\.[A-Za-z]+|".*"|(GET )?\/\S*)/, '').trim();
		expect(readFileSync(checker.file, 'utf8')).toContain(written);
	}
);
