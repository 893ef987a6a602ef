// What a user types or pastes to say where logs are: a bucket, an `s3://` URL, an access point, an address of S3 or of
// its console. And the names that objects have in a workspace.

type S3Place = {
  /** A bucket's name, an access point's alias or its ARN. */
  readonly bucket: string;
  /** As it was written: empty, a folder (ends in `/`), the beginning of one, or the key of an object. */
  readonly prefix: string;
};

type S3Problem = { readonly problem: string };

const accessPointArn = /^(arn:aws[a-z-]*:s3:([a-z0-9-]*):\d{12}:accesspoint[/:]([a-z0-9.-]+))(?:\/(.*))?$/s;
const bucketArn = /^arn:aws[a-z-]*:s3:::([^/]+)(?:\/(.*))?$/s;
/** Buckets older than 2018 in us-east-1 may have capitals, underscores and up to 255 characters. */
const bucketName = /^[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]$/;
const maxKeyBytes = 1024;

const urlForm = /^https?:\/\/([^/?#]*)\/?([^?#]*)(?:\?([^#]*))?/i;
const s3Host = String.raw`s3(?:[.-](?:dualstack|fips|fips\.dualstack|external-1))?(?:[.-][a-z0-9-]+)?\.amazonaws\.com(?:\.cn)?`;
const pathStyleHost = new RegExp(`^${s3Host}$`);
const bucketHost = new RegExp(`^(.+?)\\.${s3Host}$`);
const accessPointHost =
  /^(.+)-(\d{12})\.s3-accesspoint(?:-fips)?(?:\.dualstack)?\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/;
const consoleHost = /(?:^|\.)console\.(?:aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com)$/;

export function parseS3Location(text: string): S3Place | S3Problem {
  const typed = text.trim().replace(/^(["'])(.*)\1$/s, '$2');
  if (typed === '') return { problem: 'Name a bucket, or give an s3:// URL.' };
  if (/^https?:\/\//i.test(typed)) return checked(parseUrl(typed));
  if (/^s3:\/\//i.test(typed)) return checked(parseName(typed.slice('s3://'.length), false));
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(typed))
    return { problem: `"${typed}" is no place in S3. Write s3://bucket/prefix.` };
  return checked(parseName(typed, true));
}

/** `isBare`: not after `s3://`, where AWS's own tools take all that follows an access point's name as a key. */
function parseName(name: string, isBare: boolean): S3Place | S3Problem {
  if (name.startsWith('arn:')) return parseArn(name, isBare);
  const slash = name.indexOf('/');
  if (slash === -1) return { bucket: name, prefix: '' };
  return { bucket: name.slice(0, slash), prefix: name.slice(slash + 1) };
}

function parseArn(arn: string, isBare: boolean): S3Place | S3Problem {
  const [, bucket, key = ''] = bucketArn.exec(arn) ?? [];
  if (bucket !== undefined) return { bucket, prefix: key.replace(/\*$/, '') };
  const [, point, region, name = '', rest = ''] = accessPointArn.exec(arn) ?? [];
  if (point === undefined) return { problem: `"${arn}" is neither the ARN of a bucket nor of an S3 access point.` };
  if (region === '' || name.endsWith('.mrap'))
    return { problem: 'Multi-Region access points are not supported. Name one of their buckets.' };
  return { bucket: point, prefix: isBare ? rest.replace(/^object(?:\/|$)/, '') : rest };
}

function parseUrl(typed: string): S3Place | S3Problem {
  const [, host = '', escapedPath = '', query = ''] = urlForm.exec(typed) ?? [];
  const hostname = host.replace(/:\d+$/, '').toLowerCase();
  const path = decoded(escapedPath);
  const parameters = readQuery(query);
  if (path === undefined || parameters === undefined) return { problem: `"${typed}" has a malformed percent escape.` };
  if (consoleHost.test(hostname)) return parseConsole(hostname, path, parameters);
  if (pathStyleHost.test(hostname)) return parseName(path, false);
  const [, point, account, region] = accessPointHost.exec(hostname) ?? [];
  if (point !== undefined)
    return { bucket: `arn:${partition(hostname)}:s3:${region}:${account}:accesspoint/${point}`, prefix: path };
  const [, bucket] = bucketHost.exec(hostname) ?? [];
  if (bucket !== undefined) return { bucket, prefix: path };
  return {
    problem: `${host} is not an address of Amazon S3. For a server of your own give its address as the endpoint, and here s3://bucket/prefix.`,
  };
}

/** `/s3/buckets/NAME?prefix=…`, `/s3/object/NAME?prefix=KEY`, `/s3/ap/ACCOUNT/NAME?region=…`. */
function parseConsole(hostname: string, path: string, parameters: ReadonlyMap<string, string>): S3Place | S3Problem {
  const [, kind, name, ...rest] = path.split('/');
  const prefix = parameters.get('prefix');
  if ((kind === 'buckets' || kind === 'object') && name !== undefined && name !== '')
    return { bucket: name, prefix: prefix ?? rest.join('/') };
  const region = parameters.get('region');
  const [point] = rest;
  if (kind === 'ap' && point !== undefined && region !== undefined)
    return {
      bucket: `arn:${partition(hostname)}:s3:${region}:${name}:accesspoint/${point}`,
      prefix: prefix ?? '',
    };
  return { problem: 'This page of the console names no bucket. Open the bucket there, and copy the address again.' };
}

function readQuery(query: string): ReadonlyMap<string, string> | undefined {
  const parameters = new Map<string, string>();
  for (const pair of query.split('&')) {
    const [name = '', ...value] = pair.split('=');
    const text = decoded(value.join('=').replaceAll('+', ' '));
    if (text === undefined) return undefined;
    if (!parameters.has(name)) parameters.set(name, text);
  }
  return parameters;
}

function partition(hostname: string): string {
  if (hostname.endsWith('.cn')) return 'aws-cn';
  return hostname.includes('us-gov') ? 'aws-us-gov' : 'aws';
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    // Only malformed escapes throw.
    return undefined;
  }
}

function checked(place: S3Place | S3Problem): S3Place | S3Problem {
  if ('problem' in place) return place;
  const { bucket, prefix } = place;
  if (bucket === '') return { problem: 'No bucket is named. Write s3://bucket/prefix.' };
  if (!bucket.startsWith('arn:') && !bucketName.test(bucket))
    return {
      problem: `"${bucket}" cannot be a bucket: names have 3 to 63 lower-case letters, digits, dots and hyphens.`,
    };
  if (utf8Bytes(prefix) > maxKeyBytes)
    return { problem: `A key has at most ${maxKeyBytes} bytes: this prefix is longer.` };
  return place;
}

function utf8Bytes(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
