import { activationPage } from '#ui/rules/pages.ts';

export const { load, actions } = activationPage('organism');
