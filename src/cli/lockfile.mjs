/** What can be said of the dependencies without asking anybody: from package.json and package-lock.json alone. */

/**
 * @typedef {{ version?: string, resolved?: string, integrity?: string, hasInstallScript?: boolean, link?: boolean }} Locked
 * @typedef {{ dependencies?: Record<string, string>, devDependencies?: Record<string, string>, optionalDependencies?: Record<string, string>, allowScripts?: Record<string, boolean> }} Manifest
 */

/**
 * The faults of a set of dependencies: a version that is not exact, a package without its digest, one that comes from
 * elsewhere than a registry, an install script that nobody has decided about.
 *
 * @param {Manifest} manifest
 * @param {Record<string, Locked>} packages of the lockfile, by their folder
 * @returns {string[]}
 */
export function faultsOf(manifest, packages) {
	const { dependencies = {}, devDependencies = {}, optionalDependencies = {}, allowScripts = {} } = manifest;
	const faults = [];
	for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }))
		if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) faults.push(`${name}: the version ${version} is not exact`);
	for (const [folder, one] of Object.entries(packages)) {
		if (folder === '' || one.link) continue;
		const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
		if (!one.integrity?.startsWith('sha512-')) faults.push(`${name}: no SHA-512 digest in the lockfile`);
		if (one.resolved && !one.resolved.startsWith('https://')) faults.push(`${name}: comes from ${one.resolved}`);
		if (one.hasInstallScript && !(name in allowScripts) && !isOtherPlatform(name))
			faults.push(`${name}: its install script is neither allowed nor denied in allowScripts`);
	}
	return faults;
}

/** Binaries of other systems are in the lockfile and never installed here. @param {string} name */
const isOtherPlatform = (name) => /(darwin|win32|windows|freebsd|linux)-?(x64|arm64)?|fsevents/.test(name);
