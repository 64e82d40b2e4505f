import { error } from '@sveltejs/kit';
import ical from 'ical-generator';
import * as m from '#i18n/paraglide/messages.js';
import { inCommune } from '#i18n/sentences/format.ts';
import { read } from '#ui/attempt.ts';
import type { RequestHandler } from './$types';

/** How long a visit is written to last: enough to see every room, and the same for all. */
const visitMinutes = 45;

/** An agreed visit as a calendar file, in universal time. What is not agreed has no file. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const { visits, reference, now } = await read(locals.api.proposals.ownVisits({ proposalId: params.id }));
	const visit = visits.find((one) => one.legId === params.legId);
	if (!visit?.agreedAt || !visit.plannedFor) error(404, 'NOT_FOUND');
	const page = `${url.origin}/echanges/${params.id}/visites`;
	const { address, home } = visit;
	const calendar = ical({ name: m.app_name(), prodId: { company: 'chasse-croise', product: 'visites' } });
	calendar.createEvent({
		// The same visit moved to another time replaces the first in the calendar.
		id: `${visit.legId}-${visit.side}@${url.hostname}`,
		sequence: Math.floor(visit.agreedAt.getTime() / 1000),
		stamp: now,
		start: visit.plannedFor,
		end: new Date(visit.plannedFor.getTime() + visitMinutes * 60_000),
		summary:
			visit.side === 'host'
				? m.tenant_visit_event_host()
				: m.tenant_visit_event({ typologie: home.typologie, where: inCommune(home.commune) }),
		description: m.tenant_visit_event_text({ reference, link: page }),
		...(address && { location: `${address.street}, ${address.postalCode} ${home.commune} (${address.door})` })
	});
	return new Response(calendar.toString(), {
		headers: {
			'Content-Type': 'text/calendar; charset=utf-8',
			'Content-Disposition': `attachment; filename="visite-${reference}.ics"`
		}
	});
};
