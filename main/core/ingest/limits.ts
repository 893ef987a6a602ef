// What one file may ask of the reader. Every limit that is reached is named in a problem.

const mebibyte = 1024 * 1024;

/** The longest JSON value that is read as one record (or as one object around records); CloudTrail's own limit is 256 kB. */
export const maxRecordBytes = 16 * mebibyte;

/** How much of one file is read, decompressed. */
export const maxFileBytes = 4 * 1024 * mebibyte;

/** How deep the objects and arrays of one record may be nested. */
export const maxDepth = 500;

/** A value that is passed over because it is too long is passed over only so far; then reading the file ends. */
export const maxSkippedBytes = 256 * mebibyte;

/** How much of a rejected text is kept with the problem, in UTF-16 code units. */
export const maxKeptTextLength = 64 * 1024;

/** Files up to this size, decompressed, are read in one go; longer ones in pieces. */
export const maxWholeBytes = 64 * mebibyte;

/**
 * How far back from a place in a value or in broken JSON the bytes before it are looked at. They are held so long, so
 * what is found does not depend on how a file was cut into chunks.
 */
export const maxLookBack = 256;

/** How many records' places are held back while it is open whether a file is a CloudTrail log at all. */
export const maxHeldPlaces = 1000;

/** How many levels of wrapping (objects, arrays, JSON in strings) are opened to find a record. */
export const maxWrappers = 8;

/** `16 MiB`, `4 GiB`. */
export function formatBytes(bytes: number): string {
  const gibibytes = bytes / (1024 * mebibyte);
  return gibibytes >= 1 ? `${String(gibibytes)} GiB` : `${String(bytes / mebibyte)} MiB`;
}
