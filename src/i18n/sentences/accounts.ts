import type { Device } from '#domain/accounts/device.ts';
import type { IdentityRefusal } from '#domain/accounts/identity.ts';
import type { Language } from '#domain/accounts/language.input.ts';
import type { PasswordFault } from '#domain/accounts/password.ts';
import type { CodeRefusal } from '#domain/accounts/second-factor.ts';
import type { SignOnRefusal } from '#domain/accounts/sign-on.ts';
import type { SignInRefusal } from '#domain/accounts/sign-in.input.ts';
import type { OrganismKind } from '#domain/organisms/organism.ts';
import * as m from '../paraglide/messages.js';

type Sentences<Code extends string> = Record<Code, () => string>;

export const signInRefusals: Sentences<SignInRefusal> = {
	SIGN_IN_WRONG: m.accounts_refusal_wrong,
	SIGN_IN_TOO_MANY: m.accounts_refusal_too_many,
	SIGN_IN_HERE_TOO_MANY: m.accounts_refusal_here_too_many,
	SIGN_IN_BUSY: m.accounts_refusal_busy
};

export const signInErrors: Sentences<'EMAIL_MISSING' | 'EMAIL_INVALID' | 'PASSWORD_MISSING' | 'PASSWORD_TOO_LONG'> = {
	EMAIL_MISSING: m.accounts_error_email_missing,
	EMAIL_INVALID: m.accounts_error_email_invalid,
	PASSWORD_MISSING: m.accounts_error_password_missing,
	PASSWORD_TOO_LONG: m.accounts_error_password_too_long
};

export const signOnRefusals: Sentences<SignOnRefusal> = {
	SIGN_ON_UNKNOWN: m.accounts_sign_on_unknown,
	SIGN_ON_UNREACHABLE: m.accounts_sign_on_unreachable,
	SIGN_ON_FAILED: m.accounts_sign_on_failed,
	SIGN_ON_NO_ACCOUNT: m.accounts_sign_on_no_account
};
export const isSignOnRefusal = (code: string): code is SignOnRefusal => Object.hasOwn(signOnRefusals, code);

export const codeErrors: Sentences<'CODE_MISSING' | 'CODE_WRONG'> = {
	CODE_MISSING: m.accounts_code_missing,
	CODE_WRONG: m.accounts_code_wrong
};

export const codeRefusals: Sentences<
	CodeRefusal | 'FACTOR_ALREADY_TAKEN' | 'FACTOR_NOT_TAKEN' | 'FACTOR_COMPULSORY' | 'ACCOUNT_SHARED'
> = {
	CODE_WRONG: m.accounts_code_wrong,
	CODE_TOO_MANY: m.accounts_code_too_many,
	NO_CODE_AWAITED: m.accounts_code_not_awaited,
	FACTOR_ALREADY_TAKEN: m.accounts_factor_taken,
	FACTOR_NOT_TAKEN: m.accounts_factor_off,
	FACTOR_COMPULSORY: m.accounts_factor_compulsory,
	ACCOUNT_SHARED: m.accounts_refusal_shared
};

export const linkRefusals: Sentences<'LINK_LAPSED' | 'LINK_TOO_MANY' | 'ACCOUNT_SHARED'> = {
	LINK_LAPSED: m.accounts_link_lapsed,
	LINK_TOO_MANY: m.accounts_forgotten_too_many,
	ACCOUNT_SHARED: m.accounts_refusal_shared
};

export const passwordFaults: Sentences<PasswordFault> = {
	PASSWORD_TOO_SHORT: m.accounts_password_too_short,
	PASSWORD_TOO_KNOWN: m.accounts_password_too_known,
	PASSWORD_IS_YOURS: m.accounts_password_is_yours
};

/** Why what was typed to confirm one's identity was not taken; nothing is said the first time. */
export const identityRefusals: Sentences<Exclude<IdentityRefusal, 'IDENTITY_TO_CONFIRM'>> = {
	...signInRefusals,
	SIGN_IN_WRONG: m.accounts_identity_password_wrong,
	SIGN_ON_TO_REPEAT: m.accounts_identity_sign_on_missing,
	CODE_WRONG: m.accounts_code_wrong,
	CODE_TOO_MANY: m.accounts_code_too_many
};

export const invitationErrors: Sentences<
	| 'EMAIL_MISSING'
	| 'EMAIL_INVALID'
	| 'FIRST_NAME_MISSING'
	| 'LAST_NAME_MISSING'
	| 'DUTY_MISSING'
	| 'SEAT_MISSING'
	| 'LEASE_MISSING'
	| 'LEASE_UNKNOWN'
	| 'ANSWER_MISSING'
> = {
	EMAIL_MISSING: m.accounts_error_email_missing,
	EMAIL_INVALID: m.accounts_error_email_invalid,
	FIRST_NAME_MISSING: m.gestion_error_first_name,
	LAST_NAME_MISSING: m.gestion_error_last_name,
	DUTY_MISSING: m.gestion_error_duty,
	SEAT_MISSING: m.gestion_error_seat,
	LEASE_MISSING: m.gestion_error_lease,
	LEASE_UNKNOWN: m.gestion_refusal_lease_unknown,
	ANSWER_MISSING: m.gestion_error_answer
};

export const colleagueRefusals: Sentences<
	| 'ADDRESS_TAKEN'
	| 'LEASE_UNKNOWN'
	| 'SEAT_TAKEN'
	| 'ACCOUNT_OF_SEAT'
	| 'ACCOUNT_IS_YOURS'
	| 'ACCOUNT_SHARED'
	| 'KEY_REUSED'
> = {
	ADDRESS_TAKEN: m.gestion_refusal_address_taken,
	LEASE_UNKNOWN: m.gestion_refusal_lease_unknown,
	SEAT_TAKEN: m.accounts_refusal_seat_taken,
	ACCOUNT_OF_SEAT: m.accounts_refusal_of_seat,
	ACCOUNT_IS_YOURS: m.gestion_refusal_account_is_yours,
	ACCOUNT_SHARED: m.accounts_refusal_shared,
	KEY_REUSED: m.needs_refusal_key
};

export const browserNames: Sentences<Device['browser']> = {
	firefox: m.accounts_browser_firefox,
	edge: m.accounts_browser_edge,
	chrome: m.accounts_browser_chrome,
	safari: m.accounts_browser_safari,
	other: m.accounts_browser_other
};

export const systemNames: Sentences<Device['system']> = {
	android: m.accounts_system_android,
	ios: m.accounts_system_ios,
	windows: m.accounts_system_windows,
	mac: m.accounts_system_mac,
	linux: m.accounts_system_linux,
	other: m.accounts_system_other
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
