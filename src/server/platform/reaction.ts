import type { DomainEvent, DomainEventType } from '#domain/events.ts';
import type { Unit } from './unit.ts';

/** The event of one type, where several types share a shape. */
type EventOf<T extends DomainEventType, E = DomainEvent> = E extends { type: infer U }
	? T extends U
		? Omit<E, 'type'> & { type: T }
		: never
	: never;
export type Saved<T extends DomainEventType> = EventOf<T> & { eventId: number };

/** What follows an event. It may run twice: the second time must change nothing. */
export type Reaction<T extends DomainEventType> = (unit: Unit, event: Saved<T>) => Promise<void>;
