// Copies of one event whose texts differ. Texts that mean the same JSON are one body. The body whose best copy
// ranks first is shown as the event; every copy of another body is kept in store.conflicts with its text.
import type { DuckDBConnection } from '@duckdb/node-api';

import { readCells, type RecordValue } from '../../../shared/events/record.ts';
import { rowFlags } from '../ingest/rowBatch.ts';
import { canonicalJson } from './canonicalJson.ts';
import { cellLiterals } from './cellLiterals.ts';

/** A copy of an event, with its text. */
export type Body = {
  readonly fileId: number;
  readonly fileName: string;
  readonly ordinal: number;
  readonly flags: number;
  readonly text: string;
};

/** Takes in copies of an event whose texts are not that of the event. Their places are in store.copies already. */
export async function settleBodies(connection: DuckDBConnection, event: number, incoming: readonly Body[]): Promise<void> {
  const shown = await shownBody(connection, event);
  const known = await conflictingBodies(connection, event);
  const shownCanonical = canonicalJson(shown.text);
  const all = [shown, ...known, ...incoming];
  const best = all.reduce((first, body) => (compareRank(body, first) < 0 ? body : first));
  const bestCanonical = canonicalJson(best.text);
  if (best !== shown) await showBody(connection, event, best);
  if (bestCanonical === shownCanonical) {
    await addConflicts(connection, event, incoming.filter((body) => canonicalJson(body.text) !== bestCanonical));
    return;
  }
  await changeShownBody(connection, event, { shown, bestCanonical, contradicting: [...known, ...incoming] });
}

/** Another body is shown from now on: the copies of the former one contradict it. */
async function changeShownBody(
  connection: DuckDBConnection,
  event: number,
  change: { readonly shown: Body; readonly bestCanonical: string; readonly contradicting: readonly Body[] },
): Promise<void> {
  const { shown, bestCanonical, contradicting } = change;
  const placed = new Set(contradicting.map(placeKey));
  const places = await connection.runAndReadAll(`SELECT file_id, ordinal FROM store.copies WHERE event_id = ${event}`);
  const formerlyAgreeing = places
    .getRowsJson()
    .map(([fileId, ordinal]): Body => ({ ...shown, fileId: Number(fileId), ordinal: Number(ordinal) }))
    .filter((body) => !placed.has(placeKey(body)));
  await connection.run(`DELETE FROM store.conflicts WHERE event_id = ${event}`);
  const others = contradicting.filter((body) => canonicalJson(body.text) !== bestCanonical);
  await addConflicts(connection, event, [...formerlyAgreeing, ...others]);
}

async function shownBody(connection: DuckDBConnection, event: number): Promise<Body> {
  const [body] = await readBodies(
    connection,
    `SELECT e.file_id, f.name, e.ordinal, e.flags, e.record FROM store.events e JOIN store.files f ON f.id = e.file_id WHERE e.id = ${event}`,
  );
  if (body === undefined) throw new Error(`No event ${event}`);
  return body;
}

/** The copies of an event that contradict it. */
export async function conflictingBodies(connection: DuckDBConnection, event: number): Promise<readonly Body[]> {
  return readBodies(
    connection,
    `SELECT c.file_id, f.name, c.ordinal, NULL, c.record FROM store.conflicts c JOIN store.files f ON f.id = c.file_id
     WHERE c.event_id = ${event} ORDER BY f.name, c.ordinal`,
  );
}

async function readBodies(connection: DuckDBConnection, sql: string): Promise<readonly Body[]> {
  const reader = await connection.runAndReadAll(sql);
  return reader.getRowsJson().map(([fileId, fileName, ordinal, flags, text]) => ({
    fileId: Number(fileId),
    fileName: String(fileName),
    ordinal: Number(ordinal),
    flags: flags === null ? flagsOfText(String(text)) : Number(flags),
    text: String(text),
  }));
}

function flagsOfText(text: string): number {
  const value = JSON.parse(text) as RecordValue;
  return typeof value['addendum'] === 'object' && value['addendum'] !== null ? rowFlags.amended : 0;
}

/** Writes the event's row anew from another copy's text. */
export async function showBody(connection: DuckDBConnection, event: number, body: Body): Promise<void> {
  const cells = cellLiterals(readCells(JSON.parse(body.text) as RecordValue), body.text);
  const places = [`file_id = ${body.fileId}`, `ordinal = ${body.ordinal}`, `flags = ${body.flags}`];
  await connection.run(`UPDATE store.events SET ${[...places, ...cells].join(', ')} WHERE id = ${event}`);
}

async function addConflicts(connection: DuckDBConnection, event: number, bodies: readonly Body[]): Promise<void> {
  for (const body of bodies) {
    await connection.run('INSERT INTO store.conflicts VALUES ($1, $2, $3, $4)', [event, body.fileId, body.ordinal, body.text]);
  }
}

function compareRank(a: Body, b: Body): number {
  const amended = (b.flags & rowFlags.amended) - (a.flags & rowFlags.amended);
  if (amended !== 0) return amended;
  const names = Buffer.compare(Buffer.from(a.fileName), Buffer.from(b.fileName));
  return names === 0 ? a.ordinal - b.ordinal : names;
}

function placeKey(body: Body): string {
  return `${body.fileId}:${body.ordinal}`;
}
