import AxeBuilder from '@axe-core/playwright';
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

test('what is answered before the script has started stays answered', async ({ page }) => {
	let release = () => {};
	const scripts = new Promise<void>((resolve) => (release = resolve));
	await page.route('**/*.js', async (route) => {
		await scripts;
		await route.continue();
	});
	await page.goto('/puis-je-participer', { waitUntil: 'commit' });
	const answer = page.getByRole('radio').nth(1);
	await answer.check();
	const choice = page.getByRole('combobox').first();
	const chosen = await choice.locator('option').nth(2).getAttribute('value');
	await choice.selectOption(chosen);
	release();
	// What announces a change of page is there once the script has taken the page over.
	await expect(page.locator('#svelte-announcer')).toBeAttached();
	await expect(answer).toBeChecked();
	await expect(choice).toHaveValue(chosen!);
});
