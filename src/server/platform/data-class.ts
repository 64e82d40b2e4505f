/**
 * How sensitive each column is, declared on the column itself:
 *
 * - C0 public; C1 the public sheet of a dwelling, states, figures of the exchange; C2 personal: names, contact;
 * - C3 private: income, composition, exact address, numbers, decisions; C4 health, disability, violence;
 * - C5 secrets: hashes, keys, tokens.
 *
 * A test refuses a column without a class. Logs and mails carry nothing above C2: see log.ts and mail.ts.
 */
import { getTableColumns, type Column, type ColumnBuilderBase, type Table } from 'drizzle-orm';

export type DataClass = 'C0' | 'C1' | 'C2' | 'C3' | 'C4' | 'C5';

declare const c4Mark: unique symbol;
/** What a column of class C4 holds: always sealed text. The mark is for the compiler only; any text may be written. */
type C4Text = string & { readonly [c4Mark]?: true };

/** What drizzle keeps of a column, where the class is kept with it. */
type Config = { config: { dataClass?: DataClass } };

/** Says the class of a column, as in `c3(text())`; the rest of the column is said after: `c3(text()).notNull()`. */
const declaring =
	(dataClass: DataClass) =>
	<B extends ColumnBuilderBase>(builder: B): B => {
		(builder as unknown as Config).config.dataClass = dataClass;
		return builder;
	};

export const c0 = declaring('C0');
export const c1 = declaring('C1');
export const c2 = declaring('C2');
export const c3 = declaring('C3');
export const c4 = declaring('C4') as <B extends ColumnBuilderBase>(builder: B) => B & { _: { $type: C4Text } };
export const c5 = declaring('C5');

/** The class of a column; null when nobody declared it. */
const dataClassOf = (column: Column): DataClass | null => (column as unknown as Config).config.dataClass ?? null;

/** The columns of a table with their classes. */
export const classesOf = (table: Table): { column: string; dataClass: DataClass | null }[] =>
	Object.entries(getTableColumns(table)).map(([column, definition]) => ({
		column,
		dataClass: dataClassOf(definition)
	}));

/**
 * A selection of columns for a door out of the exchange, such as mail. The process does not start when one of them is
 * above what that door may carry.
 *
 * @throws Error naming the columns
 */
export function atMost<S extends Record<string, Column>>(limit: DataClass, selection: S): S {
	const above = Object.entries(selection).filter(([, column]) => (dataClassOf(column) ?? 'C5') > limit);
	if (above.length > 0) throw new Error(`Above ${limit}: ${above.map(([name]) => name).join(', ')}`);
	return selection;
}

/** The same columns, C4 ones made impossible: their type is then `never`. */
type WithoutC4<S extends Record<string, Column>> = {
	[K in keyof S]: typeof c4Mark extends keyof NonNullable<S[K]['_']['data']> ? never : S[K];
};

/**
 * A selection of columns for a file that leaves the exchange: with one of class C4 it does not compile, and with one
 * above C3 the process does not start.
 */
export const leaving = <S extends Record<string, Column>>(selection: S & WithoutC4<S>): S => atMost('C3', selection);
