/** The parts of a file, each with its address. */
export const fileTabs = ['resume', 'foyer', 'logement', 'regles', 'pieces', 'chaine'] as const;
export type FileTab = (typeof fileTabs)[number];
