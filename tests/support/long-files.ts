/** Names the files of tests that go on for long: a run that is stuck says where. */
import type { Reporter, TestModule } from 'vitest/node';

/** In milliseconds. */
const long = 180_000;
const look = 60_000;

export default class LongFiles implements Reporter {
	readonly #begun = new Map<TestModule, number>();

	onInit(): void {
		setInterval(() => this.#tell(), look).unref();
	}

	onTestModuleStart(file: TestModule): void {
		this.#begun.set(file, performance.now());
	}

	onTestModuleEnd(file: TestModule): void {
		this.#begun.delete(file);
	}

	#tell(): void {
		for (const [file, begun] of this.#begun) {
			const seconds = Math.round((performance.now() - begun) / 1000);
			if (seconds * 1000 > long) console.log(`(${file.relativeModuleId} has been running for ${seconds} s)`);
		}
	}
}
