// A small seeded generator (sfc32). One per record, seeded by the record's place, so that any record can be made again alone.

export type Random = { a: number; b: number; c: number; d: number };

const alphanumeric = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const upperAlphanumeric = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const base64Alphabet = `${alphanumeric}+/`;
const hexDigits = '0123456789abcdef';

export function createRandom(first: number, second = 0, third = 0): Random {
  const random = {
    a: scramble(first ^ 0x9e3779b9),
    b: scramble(second ^ 0x243f6a88),
    c: scramble(third ^ 0xb7e15162),
    d: 1,
  };
  for (let round = 0; round < 12; round += 1) nextUint(random);
  return random;
}

function scramble(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) | 0;
}

function nextUint(random: Random): number {
  const sum = (random.a + random.b + random.d) | 0;
  random.d = (random.d + 1) | 0;
  random.a = random.b ^ (random.b >>> 9);
  random.b = (random.c + (random.c << 3)) | 0;
  random.c = (random.c << 21) | (random.c >>> 11);
  random.c = (random.c + sum) | 0;
  return sum >>> 0;
}

export function fraction(random: Random): number {
  return nextUint(random) / 4294967296;
}

/** A whole number from 0 to `limit` - 1. */
export function integer(random: Random, limit: number): number {
  return Math.floor(fraction(random) * limit);
}

export function chance(random: Random, probability: number): boolean {
  return fraction(random) < probability;
}

export function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[integer(random, items.length)];
  if (item === undefined) throw new Error('Nothing to pick from');
  return item;
}

/** Log-normal with mean 1: many small values, a long tail. */
export function heavyTail(random: Random, sigma: number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - fraction(random)));
  const normal = radius * Math.cos(2 * Math.PI * fraction(random));
  return Math.exp(sigma * normal - (sigma * sigma) / 2);
}

export function hex(random: Random, length: number): string {
  return fromAlphabet(random, hexDigits, length);
}

export function alnum(random: Random, length: number): string {
  return fromAlphabet(random, alphanumeric, length);
}

export function upperAlnum(random: Random, length: number): string {
  return fromAlphabet(random, upperAlphanumeric, length);
}

export function base64(random: Random, length: number): string {
  return fromAlphabet(random, base64Alphabet, length);
}

function fromAlphabet(random: Random, alphabet: string, length: number): string {
  let text = '';
  while (text.length < length) {
    let bits = nextUint(random);
    for (let count = 0; count < 4 && text.length < length; count += 1) {
      text += alphabet.charAt((bits & 255) % alphabet.length);
      bits >>>= 8;
    }
  }
  return text;
}

export function uuid(random: Random): string {
  const digits = hex(random, 30);
  const variant = hexDigits.charAt(8 + integer(random, 4));
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(12, 15)}-${variant}${digits.slice(15, 18)}-${digits.slice(18, 30)}`;
}

export type Weighted<Item> = { readonly items: readonly Item[]; readonly sums: Float64Array };

export function weighted<Item>(items: readonly Item[], weightOf: (item: Item) => number): Weighted<Item> {
  const sums = new Float64Array(items.length);
  let sum = 0;
  items.forEach((item, index) => {
    sum += weightOf(item);
    sums[index] = sum;
  });
  return { items, sums };
}

export function pickWeighted<Item>(random: Random, table: Weighted<Item>): Item {
  const target = fraction(random) * (table.sums.at(-1) ?? 0);
  let low = 0;
  let high = table.items.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((table.sums[middle] ?? 0) > target) high = middle;
    else low = middle + 1;
  }
  const item = table.items[low];
  if (item === undefined) throw new Error('Nothing to pick from');
  return item;
}
