// AssemblyScript: hashes over bytes in linear memory.

let secret: u64 = 0;

/** A number of the workspace's own, so that nobody can make texts whose hashes meet. */
export function setSecret(value: u64): void {
  secret = value;
}

/** Tells different texts of one event apart: 53 bits, which a JavaScript number holds. */
export function textHash(start: usize, end: usize): u64 {
  let hash: u64 = secret ^ (<u64>(end - start) * 0x9e3779b97f4a7c15);
  let at = start;
  while (at + 8 <= end) {
    hash = (hash ^ load<u64>(at)) * 0xff51afd7ed558ccd;
    hash ^= hash >>> 32;
    at += 8;
  }
  while (at < end) {
    hash = (hash ^ <u64>load<u8>(at)) * 0xc4ceb9fe1a85ec53;
    hash ^= hash >>> 29;
    at++;
  }
  hash = (hash ^ secret) * 0xff51afd7ed558ccd;
  return (hash ^ (hash >>> 32)) & 0x1fffffffffffff;
}

/** The hash of columnBuilders.ts: four bytes at a time, then the rest. */
export function hashOf(start: usize, end: usize): i32 {
  let hash: i32 = <i32>(end - start);
  let at = start;
  while (at + 4 <= end) {
    hash = (hash ^ load<i32>(at)) * 0x2c1b3c6d;
    hash ^= hash >>> 15;
    at += 4;
  }
  while (at < end) {
    hash = (hash ^ <i32>load<u8>(at)) * 0x297a2d39;
    hash ^= hash >>> 13;
    at++;
  }
  return hash;
}
