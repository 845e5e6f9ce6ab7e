// Runs an SQL script in a DuckDB in memory: node duckdb.mjs SCRIPT.
import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const db = await DuckDBInstance.create(':memory:');
const connection = await db.connect();
await connection.run(readFileSync(process.argv[2], 'utf8'));
