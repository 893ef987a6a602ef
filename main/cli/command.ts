// What a command of the command line is.

export type CommandContext = {
  /** The built file of the ingest worker. */
  readonly workerFile: string;
};

export type Options = {
  readonly positionals: readonly string[];
  /** The value of an option that takes one, if it was given. */
  value(name: string): string | undefined;
  has(flag: string): boolean;
  /** The names, in this command, of the options that say from when to when events are asked for. */
  readonly rangeOptions: { readonly from: string; readonly to: string };
};

export type Command = {
  readonly name: string;
  /** How it is called, after its name. */
  readonly synopsis: string;
  readonly summary: string;
  /** Options that take a value, and those that do not. */
  readonly valueOptions: readonly string[];
  readonly flags: readonly string[];
  /** For a command that reads no logs: it has none of the options that name them. */
  readonly isWithoutLogs?: true;
  /** The exit status. */
  run(options: Options, context: CommandContext): Promise<number>;
};
