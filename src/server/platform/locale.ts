import { AsyncLocalStorage } from 'node:async_hooks';
import { getServerAsyncLocalStorage, overwriteServerAsyncLocalStorage } from '#i18n/paraglide/runtime.js';

/** Runs some work with every sentence in one language, outside a page: letters, documents, the demo's story. */
export function withLocale<T>(locale: 'fr' | 'en', work: () => T): T {
	if (!getServerAsyncLocalStorage()) overwriteServerAsyncLocalStorage(new AsyncLocalStorage());
	return getServerAsyncLocalStorage()!.run({ locale, origin: 'http://localhost', messageCalls: new Set() }, work);
}
