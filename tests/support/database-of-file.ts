/** Gives each file of tests a database of its own, before the file is imported. */
import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, inject } from 'vitest';
import { TEMPLATE } from './template.ts';

const name = `case_${randomUUID().replaceAll('-', '')}`;
const clusterUrl = inject('clusterUrl');
const sql = postgres(clusterUrl, { max: 1, onnotice: () => {} });
await sql.unsafe(`create database ${name} template ${TEMPLATE}`);
process.env.DATABASE_URL = new URL(`/${name}`, clusterUrl).href;

afterAll(async () => {
	// Forced: a test that leaves a connection open must not keep the run from ending.
	await sql.unsafe(`drop database ${name} with (force)`);
	await sql.end();
});
