import { readFileSync } from 'node:fs';

const shells = ['sh', 'dash', 'bash', 'zsh', 'ash', 'busybox'];

/**
 * Stops this process when the command that started it ends. npm starts us below a shell: a SIGTERM or a SIGKILL to npm
 * does not reach us, and the port would stay taken.
 */
export function endWithParent(): void {
	const line = startedBy();
	const watch = setInterval(() => {
		if (line.join() === startedBy().join()) return;
		clearInterval(watch);
		process.kill(process.pid, 'SIGTERM');
	}, 500);
	watch.unref();
}

/** Our parent and, when that is only a shell, its own. */
function startedBy(): number[] {
	const parent = process.ppid;
	if (process.platform !== 'linux') return [parent];
	try {
		// https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: number (name) state parent …
		const [, name = '', grandparent] =
			/^\d+ \((.*)\) \S+ (\d+)/.exec(readFileSync(`/proc/${parent}/stat`, 'utf8')) ?? [];
		return shells.includes(name) ? [parent, Number(grandparent)] : [parent];
	} catch {
		return [parent];
	}
}
