/** The doors of the application as docs/rights.md tells them. */
import { staffRoles } from '#domain/organisms/organism.ts';
import type { Actor } from '#server/platform/actor.ts';
import { allDoors, mayComeIn, titleOf, type Door } from './doors.ts';

const somebody = { accountId: '', householdId: '', organismId: '', territoryId: '' };
const tenant: Actor = { ...somebody, role: 'tenant' };
const helper: Actor = { ...somebody, role: 'helper' };
const coordinator: Actor = { ...somebody, role: 'coordinator' };

const kinds: Door['kind'][] = ['page', 'form', 'file'];

/** Who may come in, as the table of rights names them. */
function openTo(door: Door): string {
	const duties = staffRoles.filter((staffRole) => mayComeIn(door, { ...somebody, role: 'staff', staffRole }));
	const all = [
		...(mayComeIn(door, { role: 'nobody' }) ? ['anonymous'] : []),
		...(mayComeIn(door, tenant) ? ['tenant'] : []),
		...(mayComeIn(door, helper) ? ['helper'] : []),
		...(duties.length === staffRoles.length ? ['staff'] : duties.length > 0 ? [`staff (${duties.join(', ')})`] : []),
		...(mayComeIn(door, coordinator) ? ['coordinator'] : [])
	];
	return all.join(', ') || 'nobody';
}

/**
 * The table of every page, form and file, with the procedures behind it.
 *
 * @throws Error when what is behind a door cannot be told.
 */
export function doorsTable(): string {
	const { doors, problems } = allDoors();
	if (problems.length > 0) throw new Error(problems.join('\n'));
	const rows = doors
		.toSorted((a, b) => a.address.localeCompare(b.address) || kinds.indexOf(a.kind) - kinds.indexOf(b.kind))
		.map(
			(door) =>
				`| \`${titleOf(door)}\` | ${openTo(door)} | ${door.procedures.map((procedure) => `\`${procedure}\``).join(', ')} |`
		);
	return ['| Door | Open to | Procedures behind it |', '| --- | --- | --- |', ...rows, ''].join('\n');
}
