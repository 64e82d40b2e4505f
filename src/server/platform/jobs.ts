/** What runs by itself: the queues, and what each job is given. */
export type JobData = {
	/** Run the reactions of one event. */
	react: { eventId: number };
	/** Send one letter by mail. */
	deliverLetter: { letterId: string };
	/** Search the exchanges of a territory. */
	match: {
		runId: string;
		/** Play again a run that is done, to see the same come out. */
		isReplay?: boolean;
	};
	/** Explain what a run found, and why it left households out. */
	explain: { runId: string };
	/** Expire what is late, remind what is about to be. */
	deadlines: Record<string, never>;
	/** Send a link to choose a new password, if the address has an account. */
	recover: { email: string };
	/** Check a file of dwellings line by line, or write it. */
	importDwellings: { importId: string };
	/** Erase what is at the end of its time, and what people asked to be erased. */
	retention: Record<string, never>;
	/** Sign the heads of the journals. */
	witness: Record<string, never>;
};
export type JobName = keyof JobData;

/** Queues as they are created at migration, with how each is retried. */
export const queues: Record<JobName, { retryLimit: number; retryBackoff: boolean; expireInSeconds: number }> = {
	react: { retryLimit: 8, retryBackoff: true, expireInSeconds: 60 },
	deliverLetter: { retryLimit: 10, retryBackoff: true, expireInSeconds: 60 },
	match: { retryLimit: 1, retryBackoff: false, expireInSeconds: 900 },
	explain: { retryLimit: 4, retryBackoff: true, expireInSeconds: 900 },
	deadlines: { retryLimit: 2, retryBackoff: true, expireInSeconds: 300 },
	recover: { retryLimit: 3, retryBackoff: true, expireInSeconds: 60 },
	importDwellings: { retryLimit: 3, retryBackoff: true, expireInSeconds: 3_600 },
	retention: { retryLimit: 5, retryBackoff: true, expireInSeconds: 900 },
	witness: { retryLimit: 5, retryBackoff: true, expireInSeconds: 300 }
};

/** When jobs start by themselves, in Paris. */
export const schedules: { [N in JobName]?: string } = {
	deadlines: '* * * * *',
	retention: '30 3 * * *',
	witness: '*/5 * * * *'
};
