// SQL for whether a text is an IP address within a network. DuckDB's own type for addresses is an extension, which
// cannot be downloaded everywhere, so addresses are taken apart here, as shared/filter/network.ts does.
import { withName } from './filterSqlName.ts';
import type { Network } from '../../../shared/filter/network.ts';

const ipv4Mask = 0xffffffffn;

/** Exact for every spelling of an address; NULL or false for a text that is none. */
export function inNetwork(sql: string, network: Network): string {
  const isIpv6 = `contains(${sql}, ':')`;
  // An IPv4 address written as an IPv6 one has this group in it, in every spelling. Reading the others costs the most.
  const isCandidate = network.isIpv4 ? `${isIpv6} AND contains(lower(${sql}), 'ffff')` : isIpv6;
  const asIpv6 = `CASE WHEN ${isCandidate} THEN ${inIpv6(sql, network)} ELSE false END`;
  return network.isIpv4 ? `(${inIpv4(sql, network)} OR ${asIpv6})` : asIpv6;
}

function inIpv4(sql: string, { first, last, bits }: Network): string {
  const octets = [24n, 16n, 8n, 0n].map((shift) => String(((first & ipv4Mask) >> shift) & 255n));
  // The octets that all the addresses share are looked at first: it costs next to nothing and rules most texts out.
  const shared = octets.slice(0, Math.floor((bits - 96) / 8));
  const form = String.raw`regexp_full_match(${sql}, '\d{1,3}(\.\d{1,3}){3}')`;
  const prefix = shared.length === 0 || shared.length === 4 ? '' : `${shared.join('.')}.`;
  const isCandidate = prefix === '' ? form : `starts_with(${sql}, '${prefix}') AND ${form}`;
  const value = ipv4Value((index) => `split_part(${sql}, '.', ${index})`);
  return `CASE WHEN ${isCandidate} THEN ${value} BETWEEN ${first & ipv4Mask} AND ${last & ipv4Mask} ELSE false END`;
}

/** The four octets as one number; NULL where one of them is above 255. */
function ipv4Value(octet: (index: number) => string): string {
  const octets = [1, 2, 3, 4].map((index) => `TRY_CAST(${octet(index)} AS UTINYINT)::BIGINT`);
  return `(((${octets[0]} * 256 + ${octets[1]}) * 256 + ${octets[2]}) * 256 + ${octets[3]})`;
}

/**
 * 1. Writes a dotted tail (`::ffff:203.0.113.5`) as two groups. 2. Cuts the text at `::`. 3. Puts the zeros that `::`
 * stands for between the halves. 4. Compares the 32 digits, which sort as the numbers do.
 */
function inIpv6(sql: string, network: Network): string {
  const dotted = `string_split(regexp_extract(t, '[^:]*$'), '.')`;
  const value = ipv4Value((index) => `(${dotted})[${index}]`);
  const undotted = `CASE WHEN NOT contains(t, '.') THEN t
    WHEN regexp_full_match(t, '.*:\\d{1,3}(\\.\\d{1,3}){3}')
    THEN regexp_extract(t, '^(.*:)[^:]*$', 1) || printf('%x:%x', ${value} // 65536, ${value} % 65536) END`;
  const halves = `CASE WHEN regexp_full_match(u, '[0-9a-f]{0,4}(:[0-9a-f]{0,4})+') THEN string_split(u, '::') END`;
  const groupsOf = (half: string) => `CASE WHEN ${half} = '' THEN []::VARCHAR[] ELSE string_split(${half}, ':') END`;
  const all = `CASE len(h)
    WHEN 1 THEN string_split(u, ':')
    WHEN 2 THEN ${withName(
      'b',
      groupsOf('h[1]'),
      withName(
        'a',
        groupsOf('h[2]'),
        `CASE WHEN len(b) + len(a) < 8
      THEN b || list_transform(range(8 - len(b) - len(a)), lambda z: '0') || a END`,
      ),
    )} END`;
  const digits = `array_to_string(list_transform(g, lambda x: lpad(x, 4, '0')), '')`;
  const isInside = `len(g) = 8 AND NOT list_contains(g, '')
    AND ${digits} BETWEEN '${hex(network.first)}' AND '${hex(network.last)}'`;
  return `coalesce(${withName('t', `lower(${sql})`, withName('u', undotted, withName('h', halves, withName('g', all, isInside))))}, false)`;
}

function hex(value: bigint): string {
  return value.toString(16).padStart(32, '0');
}
