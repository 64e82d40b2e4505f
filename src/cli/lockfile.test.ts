import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { faultsOf } from './lockfile.mjs';

const parse = (file: string) =>
	JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, object>; dependencies: Record<string, string> };
const digest = 'sha512-abc';

test('every dependency is exact, has its digest, comes from a registry and runs no script that nobody allowed', () => {
	expect(faultsOf(parse('package.json'), parse('package-lock.json').packages)).toEqual([]);
});

test.each([
	['an open version', { dependencies: { a: '^1.0.0' } }, {}, 'a: the version ^1.0.0 is not exact'],
	['a package without digest', {}, { 'node_modules/a': {} }, 'a: no SHA-512 digest in the lockfile'],
	[
		'a package of a repository',
		{},
		{ 'node_modules/a': { integrity: digest, resolved: 'git+ssh://x/a.git' } },
		'a: comes from git+ssh://x/a.git'
	],
	[
		'an install script that nobody looked at',
		{},
		{ 'node_modules/@s/a': { integrity: digest, hasInstallScript: true } },
		'@s/a: its install script is neither allowed nor denied in allowScripts'
	]
])('%s is found', (_, manifest, packages, fault) => {
	expect(faultsOf(manifest, packages)).toEqual([fault]);
});
