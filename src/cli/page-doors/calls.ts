/**
 * Which procedures of the API a piece of a page may call, read from its sources. Calls are followed into what the page
 * imports from its folder and from src/ui, and are written `….<area>.<procedure>` everywhere: what is written otherwise,
 * and could call something that nobody sees, is a problem.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { rights } from '#server/platform/rights.ts';

const root = path.resolve(import.meta.dirname, '../../..');

type Source = {
	file: string;
	/** What the file declares at its top, by name. */
	declared: Map<string, ts.Node>;
	/** What it imports from another file of the pages, by local name. */
	imported: Map<string, { file: string; name: string }>;
};

/** What a piece of code calls, and what of it cannot be followed. */
export type Calls = { procedures: string[]; problems: string[] };

const sources = new Map<string, Source>();

/** Reads the top of a file of the pages. @param file from the root of the project */
export function sourceOf(file: string): Source {
	const source = sources.get(file) ?? readSource(file, readFileSync(path.join(root, file), 'utf8'));
	sources.set(file, source);
	return source;
}

/** The same from its text. */
export function readSource(file: string, text: string): Source {
	const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
	const source: Source = { file, declared: new Map(), imported: new Map() };
	for (const statement of tree.statements) {
		if (ts.isVariableStatement(statement))
			for (const { name, initializer } of statement.declarationList.declarations)
				for (const one of namesIn(name)) source.declared.set(one, initializer ?? statement);
		if (ts.isFunctionDeclaration(statement) && statement.name) source.declared.set(statement.name.text, statement);
		if (ts.isExportDeclaration(statement)) noteExports(source, statement);
		if (ts.isImportDeclaration(statement)) noteImports(source, statement);
	}
	return source;
}

function namesIn(name: ts.BindingName): string[] {
	if (ts.isIdentifier(name)) return [name.text];
	return name.elements.flatMap((one) => (ts.isBindingElement(one) ? namesIn(one.name) : []));
}

/** `export { handler as GET }`: another name of what is declared above. */
function noteExports({ declared }: Source, { exportClause }: ts.ExportDeclaration): void {
	if (!exportClause || !ts.isNamedExports(exportClause)) return;
	for (const { name, propertyName } of exportClause.elements) {
		const of = declared.get((propertyName ?? name).text);
		if (of) declared.set(name.text, of);
	}
}

function noteImports({ file, imported }: Source, { importClause, moduleSpecifier }: ts.ImportDeclaration): void {
	const bindings = importClause?.namedBindings;
	const from = fileOf((moduleSpecifier as ts.StringLiteral).text, file);
	if (!from || !bindings || !ts.isNamedImports(bindings)) return;
	for (const { name, propertyName, isTypeOnly } of bindings.elements)
		if (!isTypeOnly) imported.set(name.text, { file: from, name: (propertyName ?? name).text });
}

/** The file of a module that belongs to the pages; null for every other, which cannot reach the API. */
function fileOf(module: string, from: string): string | null {
	const file = module.startsWith('#ui/')
		? path.join('src/ui', module.slice('#ui/'.length))
		: module.startsWith('.')
			? path.join(path.dirname(from), module)
			: null;
	return file?.endsWith('.ts') && existsSync(path.join(root, file)) ? file : null;
}

/** The procedures that something may call. @param node declared in the file of the source */
export function callsOf(node: ts.Node, source: Source): Calls {
	const calls: Calls = { procedures: [], problems: [] };
	follow(node, source, calls, new Set());
	calls.procedures = [...new Set(calls.procedures)];
	return calls;
}

function follow(node: ts.Node, source: Source, calls: Calls, seen: Set<ts.Node>): void {
	// Types call nothing.
	if (ts.isTypeNode(node) || seen.has(node)) return;
	seen.add(node);
	const procedure = procedureIn(node);
	if (procedure) calls.procedures.push(procedure);
	else if (isHidden(node))
		calls.problems.push(`${source.file} calls the API in a way nobody can follow: ${textOf(node)}`);
	if (ts.isIdentifier(node)) {
		const local = source.declared.get(node.text);
		const elsewhere = source.imported.get(node.text);
		if (local) follow(local, source, calls, seen);
		else if (elsewhere) {
			const there = sourceOf(elsewhere.file);
			const declared = there.declared.get(elsewhere.name);
			if (declared) follow(declared, there, calls, seen);
		}
	}
	// What comes after a dot is the name of a property, whatever is called the same elsewhere.
	if (ts.isPropertyAccessExpression(node)) return follow(node.expression, source, calls, seen);
	if (ts.isPropertyAssignment(node)) return follow(node.initializer, source, calls, seen);
	ts.forEachChild(node, (child) => follow(child, source, calls, seen));
}

/** The procedure that an expression names: `….proposals.own`. */
function procedureIn(node: ts.Node): string | null {
	if (!ts.isPropertyAccessExpression(node)) return null;
	const { expression, name } = node;
	const area = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
	const procedure = ts.isIdentifier(area) ? `${area.text}.${name.text}` : '';
	return Object.hasOwn(rights, procedure) ? procedure : null;
}

/** The API itself: `api`, `locals.api`, `locals.apiFor(form)`. */
function isApi(node: ts.Node): boolean {
	if (ts.isCallExpression(node))
		return ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'apiFor';
	const name = ts.isPropertyAccessExpression(node) ? node.name : node;
	return ts.isIdentifier(name) && name.text === 'api';
}

/** Part of the API taken otherwise than whole, or by the full name of a procedure: what comes of it cannot be told. */
function isHidden(node: ts.Node): boolean {
	if (ts.isPropertyAccessExpression(node) && node.name.text === 'context') return true;
	if (ts.isElementAccessExpression(node)) return isApi(node.expression) || isAreaOfApi(node.expression);
	if (ts.isVariableDeclaration(node))
		return ts.isObjectBindingPattern(node.name) && node.initializer !== undefined && isApi(node.initializer);
	return isAreaOfApi(node) && !procedureIn(node.parent);
}

const isAreaOfApi = (node: ts.Node): boolean => ts.isPropertyAccessExpression(node) && isApi(node.expression);

const textOf = (node: ts.Node) => node.getText().replaceAll(/\s+/g, ' ').slice(0, 80);
