import type { Language } from '#domain/accounts/language.input.ts';
import type { SignInRefusal } from '#domain/accounts/sign-in.input.ts';
import type { OrganismKind } from '#domain/organisms/organism.ts';
import * as m from '../paraglide/messages.js';

type Sentences<Code extends string> = Record<Code, () => string>;

export const signInRefusals: Sentences<SignInRefusal> = {
	SIGN_IN_WRONG: m.accounts_refusal_wrong,
	SIGN_IN_TOO_MANY: m.accounts_refusal_too_many,
	SIGN_IN_BUSY: m.accounts_refusal_busy
};

export const signInErrors: Sentences<'EMAIL_MISSING' | 'EMAIL_INVALID' | 'PASSWORD_MISSING' | 'PASSWORD_TOO_LONG'> = {
	EMAIL_MISSING: m.accounts_error_email_missing,
	EMAIL_INVALID: m.accounts_error_email_invalid,
	PASSWORD_MISSING: m.accounts_error_password_missing,
	PASSWORD_TOO_LONG: m.accounts_error_password_too_long
};

/** Languages, each in its own words. */
export const languageNames: Sentences<Language> = { fr: m.accounts_language_fr, en: m.accounts_language_en };

export const organismKindNames: Sentences<OrganismKind> = {
	OPH: m.public_kind_oph,
	ESH: m.public_kind_esh,
	SEM: m.public_kind_sem,
	COOP: m.public_kind_coop,
	OTHER: m.public_kind_other
};
