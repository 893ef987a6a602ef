// IP addresses and networks as numbers, in every spelling.

/** A network; an IPv4 one is kept as the IPv4-mapped IPv6 addresses (`::ffff:0:0/96`) it stands for. */
export type Network = {
  readonly first: bigint;
  readonly last: bigint;
  /** Whether the network lies within IPv4: `::/0` has no IPv4 addresses in it, though it has their mapped form. */
  readonly isIpv4: boolean;
  /** The number of leading bits that all its addresses share, of 128. */
  readonly bits: number;
};

const mappedPrefix = 0xffffn << 32n;

/** An address, or an address and the length of a prefix: `203.0.113.0/24`, `2001:db8::/32`. */
export function readNetwork(text: string): Network | undefined {
  const [address = '', prefix, ...others] = text.split('/');
  const parsed = readAddress(address);
  if (parsed === undefined || others.length > 0) return undefined;
  const width = parsed.isIpv4 ? 32 : 128;
  const length = prefix === undefined ? width : readPrefixLength(prefix);
  if (length === undefined || length > width) return undefined;
  const bits = length + 128 - width;
  const hosts = 1n << BigInt(128 - bits);
  const first = (parsed.value / hosts) * hosts;
  return { first, last: first + hosts - 1n, isIpv4: bits >= 96 && first >> 32n === 0xffffn, bits };
}

/** Whether a text has the form of an address and a prefix, though perhaps one too long. */
export function looksLikeNetwork(text: string): boolean {
  const [address = '', prefix = '', ...others] = text.split('/');
  return others.length === 0 && /^\d+$/.test(prefix) && readAddress(address) !== undefined;
}

/** Whether a text is an address within the network. */
export function isInNetwork(text: string, network: Network): boolean {
  const address = readAddress(text);
  if (address === undefined || (address.isIpv4 && !network.isIpv4)) return false;
  return network.first <= address.value && address.value <= network.last;
}

type Address = { readonly value: bigint; /** Written as IPv4. */ readonly isIpv4: boolean };

function readPrefixLength(text: string): number | undefined {
  return /^\d{1,3}$/.test(text) ? Number(text) : undefined;
}

function readAddress(text: string): Address | undefined {
  if (!text.includes(':')) {
    const value = readIpv4(text);
    return value === undefined ? undefined : { value: mappedPrefix | BigInt(value), isIpv4: true };
  }
  const value = readIpv6(text);
  return value === undefined ? undefined : { value, isIpv4: false };
}

function readIpv4(text: string): number | undefined {
  if (!/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) return undefined;
  const octets = text.split('.').map(Number);
  return octets.every((octet) => octet <= 255) ? octets.reduce((sum, octet) => sum * 256 + octet, 0) : undefined;
}

function readIpv6(text: string): bigint | undefined {
  const [head = '', tail, ...others] = withoutDots(text).split('::');
  if (others.length > 0) return undefined;
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = 8 - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...before, ...Array.from({ length: missing }, () => '0'), ...after];
  if (!groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
}

/** `::ffff:203.0.113.5` with its last two groups in hexadecimal. */
function withoutDots(text: string): string {
  const colon = text.lastIndexOf(':');
  const ipv4 = readIpv4(text.slice(colon + 1));
  if (ipv4 === undefined) return text;
  return `${text.slice(0, colon + 1)}${Math.floor(ipv4 / 65536).toString(16)}:${(ipv4 % 65536).toString(16)}`;
}
