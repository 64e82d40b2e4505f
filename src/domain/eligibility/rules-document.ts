/** The page docs/rules.md, made from the rules themselves. */
import { rules, type AnyRule } from './catalogue.ts';
import type { SourceGrade } from './rule.ts';
import type { RuleId } from './rule-ids.ts';
import { defaultCharter, ruleBookVersion } from './settings.ts';

const gradeNames: Record<SourceGrade, string> = {
	text: 'text read',
	excerpt: 'excerpt of the current text read',
	formalised: 'text as formalised in Catala',
	sheet: 'sheet of service-public.fr (2019-2020)',
	web: 'public page, seen in an excerpt',
	usage: 'professional usage, no text found'
};

const ownerNames = { law: 'law', territory: 'territory charter', organism: 'organism', reserver: 'reserver' } as const;

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** The effects of the failures of a rule, as in « over: BLOCK ; none: BLOCK (WARN while matching) ». */
function effectsOf(rule: AnyRule): string {
	const failures = Object.entries(rule.cases).filter(([, answer]) => answer.kind === 'fails');
	if (failures.length === 0) return 'INFO';
	return failures
		.map(([name, { effect, atMatching }]) => `${name}: ${effect}${atMatching ? ` (${atMatching} while matching)` : ''}`)
		.join('; ');
}

/**
 * The rule book as a page.
 * @param sentences what each rule asks, in the words of the application
 */
export function rulesDocument(sentences: Record<RuleId, string>): string {
	const sections = rules.map((rule) =>
		[
			`## ${rule.id} — ${sentences[rule.id]}`,
			'',
			'| | |',
			'| --- | --- |',
			`| Formula | ${cell(rule.formula)} |`,
			`| Source | ${cell(rule.source.text)} (${gradeNames[rule.source.grade]})${rule.from ? `, since ${rule.from}` : ''} |`,
			`| Default | ${cell(rule.defaults)} |`,
			`| Owner | ${ownerNames[rule.owner]}${rule.isEffectLocal ? '; the territory may change the effect' : ''} |`,
			`| Effect of a failure | ${effectsOf(rule)} |`,
			`| May be waived by | ${rule.waivableBy.join(', ')} |`,
			`| Answers | ${Object.entries(rule.cases)
				.map(([name, { kind }]) => `\`${name}\` (${kind})`)
				.join(', ')} |`,
			''
		].join('\n')
	);
	return [
		'# Rule book',
		'',
		'Made from `src/domain/eligibility/rules` by `npm run docs`: change the code, not this page.',
		'',
		`Version of the book: ${ruleBookVersion}. A run, a proposal and a sheet of the commission keep the version they used.`,
		'',
		'`BLOCK`: the pair is not proposed. `WARN`: shown to the agent, lowers the ranking. `CAL`: left to the commission.',
		'`INFO`: shown, no effect. An input that is not known gives « information manquante », never a pass or a fail.',
		'',
		'A pair may be proposed when no rule that blocks has failed and none of them lacks the information to answer. The',
		`charter may leave some checks for later; by default: ${defaultCharter.proposeDespiteMissing.join(', ')}.`,
		'',
		'The fairness rules (FAI) are not answered pair by pair: what the engine may read is limited by the types it is given,',
		'and every exclusion is explained rule by rule.',
		'',
		...sections
	].join('\n');
}
