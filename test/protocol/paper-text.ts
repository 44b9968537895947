// The text of PROTOCOL.txt and parts of it, for the tests that hold it against the program.
import { readFileSync } from 'node:fs';
import * as assert from 'uvu/assert';

/** All of it. */
export const paper = readFileSync('PROTOCOL.txt', 'utf8');

/** From one heading to before another, or to the end. */
export function section(start: RegExp, end: RegExp): string {
  const from = paper.search(start);
  assert.ok(from >= 0, `there is no ${start}`);
  const rest = paper.slice(from);
  const to = rest.search(end);
  return to < 0 ? rest : rest.slice(0, to);
}

/** The octets of an example. */
export function hexOf(name: string): Buffer {
  const line = new RegExp(`^  hex ${name} +(.*(?:\\n {8,}.*)*)$`, 'm').exec(paper)?.[1];
  assert.ok(line);
  return Buffer.from(line.replace(/\s/g, ''), 'hex');
}
