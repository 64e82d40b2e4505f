/** Why a member of staff reads the file of a household; the household is told the date, the organism and this. */
export const readPurposes = [
	/** Checking the annonce it sent. */
	'listingCheck',
	/** Instructing its candidacy: opinion, documents, admissibility. */
	'instruction',
	/** Looking at a document that the household sent. */
	'documents',
	/** Preparing or holding the meeting of the commission. */
	'commission',
	/** Following one of its own tenants who would leave. */
	'followUp',
	/** Taking a list that names it out of the exchange, as a file. */
	'export',
	/** Answering a request about its data. */
	'rightsRequest',
	/** Helping the household, which named the reader for it. */
	'help'
] as const;
export type ReadPurpose = (typeof readPurposes)[number];
