export function isCsvHeader(_line: string): boolean {
  return false;
}
