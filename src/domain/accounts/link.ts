/** What is sent to an address and serves once: links, and the code of a new device. */
export const linkKinds = ['invitation', 'recovery', 'device'] as const;
export type LinkKind = (typeof linkKinds)[number];

/** How long each is good, in minutes: an invitation waits for somebody, the others are asked at that very moment. */
export const linkMinutes: Record<LinkKind, number> = { invitation: 7 * 24 * 60, recovery: 20, device: 20 };

/** Whether a link may still be used. At equality it has lapsed. */
export const isUsable = (link: { expiresAt: Date; usedAt: Date | null }, now: Date): boolean =>
	link.usedAt === null && now < link.expiresAt;
