// The path that an object has in a workspace: `s3://bucket/key`, and which server it is on where that is not AWS.

export type ObjectPlace = {
  /** A bucket's name, an access point's alias or its ARN. */
  readonly bucket: string;
  readonly key: string;
  readonly endpoint?: string | undefined;
};

const mark = '?endpoint=';
/** The ARN of an access point holds a slash itself. */
const form = /^s3:\/\/(arn:[^/]*:accesspoint\/[^/]+|[^/]+)\/(.*)$/s;

export function objectName({ bucket, key }: ObjectPlace): string {
  return `s3://${bucket}/${key}`;
}

export function workspacePath(object: ObjectPlace): string {
  const { endpoint, key } = object;
  if (endpoint !== undefined) return `${objectName(object)}${mark}${encodeURIComponent(endpoint)}`;
  // A key that looks as if it named a server: say that there is none.
  return key.includes(mark) ? `${objectName(object)}${mark}` : objectName(object);
}

/** Undefined for what is no path of an object. */
export function readObjectPath(path: string): ObjectPlace | undefined {
  const [, bucket, rest = ''] = form.exec(path) ?? [];
  if (bucket === undefined) return undefined;
  const at = rest.lastIndexOf(mark);
  if (at === -1) return { bucket, key: rest };
  const endpoint = decodeURIComponent(rest.slice(at + mark.length));
  return { bucket, key: rest.slice(0, at), ...(endpoint !== '' && { endpoint }) };
}
