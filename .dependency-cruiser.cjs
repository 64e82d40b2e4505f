/** Which way imports may go. @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
	forbidden: [
		{
			name: 'domain-is-pure',
			comment: 'The domain imports nothing but itself and zod: no database, no clock, no framework.',
			severity: 'error',
			from: { path: '^src/domain/', pathNot: '\\.(test|test-support)\\.ts$' },
			to: { pathNot: ['^src/domain/', '^node_modules/zod/', '^node_modules/highs/'] }
		},
		{
			name: 'server-never-imports-pages',
			severity: 'error',
			from: { path: '^src/server/' },
			to: { path: ['^src/routes/', '^src/ui/', '^src/cli/', '^src/demo/'] }
		},
		{
			name: 'pages-reach-the-server-through-the-api',
			comment: 'Pages and components know the types of the API, never its code.',
			severity: 'error',
			from: { path: ['^src/routes/', '^src/ui/'], pathNot: ['^src/routes/api/'] },
			to: { path: '^src/server/', dependencyTypesNot: ['type-only'] }
		},
		{
			name: 'words-know-only-the-domain',
			severity: 'error',
			from: { path: '^src/i18n/', pathNot: '^src/i18n/paraglide/' },
			to: { path: '^src/(server|routes|ui|cli|demo)/' }
		},
		{ name: 'no-circles', severity: 'error', from: {}, to: { circular: true } }
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: ['src/i18n/paraglide', '\\.svelte-kit'] },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['import', 'node', 'default'],
			extensions: ['.ts', '.js', '.mjs', '.svelte']
		}
	}
};
