// Where an export's bytes go: a file, standard output, or a test's memory.

export type ByteSink = {
  /** Resolves when more may be written. The bytes are the sink's from now on. */
  write(bytes: Uint8Array): Promise<void>;
};

/** What stands around and between the rows of a format. */
export type Frame = {
  readonly begin: string;
  readonly between: string;
  readonly end: string;
  /** All there is where there are no rows. */
  readonly ifEmpty: string;
};

/** A log of the exact records, which can be opened again. */
export const recordsFrame: Frame = {
  begin: '{"Records":[\n',
  between: ',\n',
  end: '\n]}\n',
  ifEmpty: '{"Records":[]}\n',
};

export const linesFrame: Frame = { begin: '', between: '\n', end: '\n', ifEmpty: '' };

/** As RFC 4180 has it; `header` is without its line break. */
export function csvFrame(header: string): Frame {
  const begin = `${header}\r\n`;
  return { begin, between: '\r\n', end: '\r\n', ifEmpty: begin };
}

export const arrayFrame: Frame = { begin: '[\n', between: ',\n', end: '\n]\n', ifEmpty: '[]\n' };
