// What the benchmarks hand back to the command that prints it.

/** What a benchmark found: rows for people, and numbers for programs. */
export interface Findings {
  readonly rows: readonly (readonly [what: string, value: string])[];
  readonly json: object;
}
