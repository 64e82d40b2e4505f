import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, phone, test } from '#tests/support/journey.ts';

const pages = [
	'/',
	'/comment-ca-marche',
	'/puis-je-participer',
	'/simuler',
	'/organismes',
	'/aide',
	'/connexion',
	'/accessibilite',
	'/donnees-personnelles',
	'/mentions-legales',
	'/plan-du-site'
];

for (const address of pages) {
	test(`${address} opens in French, accessible, on a computer and on a phone`, async ({ page }) => {
		await page.goto(address);
		await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
		await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
		for (const size of [{ width: 1280, height: 900 }, phone]) {
			await page.setViewportSize(size);
			const { violations } = await new AxeBuilder({ page }).analyze();
			expect(violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ target }) => target.join(' ')) }))).toEqual(
				[]
			);
			const isTooWide = await page.evaluate(
				() => document.documentElement.scrollWidth > document.documentElement.clientWidth
			);
			expect(isTooWide, `${address} at ${size.width} px`).toBe(false);
		}
	});
}

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('a visitor changes the language of the pages', async ({ page }) => {
		await page.goto('/');
		await page.getByRole('button', { name: 'English' }).first().click();
		await expect(page.locator('html')).toHaveAttribute('lang', 'en');
	});
});

/** Opens a page whose scripts come only once they are let in; gives what lets them in, and waits until they have started. */
async function openBeforeScripts(page: Page, path: string): Promise<() => Promise<void>> {
	let release = () => {};
	const scripts = new Promise<void>((resolve) => (release = resolve));
	await page.route('**/*.js', async (route) => {
		await scripts;
		await route.continue();
	});
	await page.goto(path, { waitUntil: 'commit' });
	return async () => {
		release();
		// What announces a change of page is there once the script has taken the page over.
		await expect(page.locator('#svelte-announcer')).toBeAttached();
	};
}

test('what is answered before the script has started stays answered', async ({ page }) => {
	const letScriptsIn = await openBeforeScripts(page, '/puis-je-participer');
	const answer = page.getByRole('radio').nth(1);
	await answer.check();
	const choice = page.getByRole('combobox').first();
	const chosen = await choice.locator('option').nth(2).getAttribute('value');
	await choice.selectOption(chosen);
	await letScriptsIn();
	await expect(answer).toBeChecked();
	await expect(choice).toHaveValue(chosen!);
});

test('what is opened before the script has started stays open', async ({ page }) => {
	const letScriptsIn = await openBeforeScripts(page, '/connexion');
	const accounts = page.getByRole('main').locator('details');
	const closed = page.getByRole('main').locator('details:not([open])');
	expect(await closed.count()).toBeGreaterThan(0);
	while ((await closed.count()) > 0) await closed.first().locator('> summary').click();
	await letScriptsIn();
	for (const account of await accounts.all()) await expect(account).toHaveJSProperty('open', true);
});
