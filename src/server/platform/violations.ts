/** Whether the database refused a change for a constraint of this name, looked for through the causes of the error. */
export function violates(error: unknown, ...constraints: string[]): boolean {
	if (!(error instanceof Error)) return false;
	const { constraint_name: name } = error as { constraint_name?: string };
	return (name !== undefined && constraints.includes(name)) || violates(error.cause, ...constraints);
}
