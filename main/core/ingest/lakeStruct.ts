// Values as CloudTrail Lake and Athena print them: `{type=AssumedRole, sessioncontext={attributes={…}}}`, `[a, b]`.
// The notation does not quote, so a comma belongs to the text unless a name and `=` follow it.

const nextMember = /,\s*(?=[A-Za-z_][\w.-]*=)/y;
const nextElement = /,\s*/y;
const name = /([A-Za-z_][\w.-]*)=/y;

/** The value in a cell: JSON, a struct or list in that notation, or the text itself. */
export function parseCell(text: string): unknown {
  const trimmed = text.trim();
  if (!/^[{[]/.test(trimmed)) return text;
  return parseJsonCell(trimmed) ?? parseStruct(trimmed) ?? text;
}

function parseJsonCell(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function parseStruct(text: string): unknown {
  const reader = new StructReader(text);
  const value = reader.readValue(0);
  return reader.isAtEnd && !reader.hasFailed ? value : undefined;
}

const maxLevels = 50;

class StructReader {
  private readonly text: string;
  private at = 0;
  /** A bracket is missing or of the wrong kind. */
  hasFailed = false;

  constructor(text: string) {
    this.text = text;
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  readValue(level: number, end = nextMember): unknown {
    if (level > maxLevels) return this.fail();
    if (this.text[this.at] === '{') return this.readObject(level);
    if (this.text[this.at] === '[') return this.readList(level);
    return this.readText(level, end);
  }

  private readObject(level: number): unknown {
    const members: [string, unknown][] = [];
    this.at += 1;
    for (;;) {
      const found = this.match(name);
      if (found === undefined) break;
      members.push([memberName(found[1] ?? ''), this.readValue(level + 1)]);
      if (this.match(nextMember) === undefined) break;
    }
    this.skipClosing('}');
    return Object.fromEntries(members.filter(([, value]) => value !== null));
  }

  private readList(level: number): unknown {
    const elements: unknown[] = [];
    this.at += 1;
    while (!this.isAtEnd && this.text[this.at] !== ']') {
      const start = this.at;
      elements.push(this.readValue(level + 1, nextElement));
      this.match(nextElement);
      // `[}` and the like: a bracket of the wrong kind is no element, and would be met for ever.
      if (this.at === start) this.fail();
    }
    this.skipClosing(']');
    return elements;
  }

  /** Text goes on to the bracket that closes what it stands in, or to the next member or element. */
  private readText(level: number, end: RegExp): unknown {
    const start = this.at;
    while (!this.isAtEnd && this.text[this.at] !== '}' && this.text[this.at] !== ']') {
      end.lastIndex = this.at;
      if (end.test(this.text)) break;
      this.at += 1;
    }
    const text = this.text.slice(start, this.at);
    return text === 'null' && level > 0 ? null : text;
  }

  private match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found === null) return undefined;
    this.at = pattern.lastIndex;
    return found;
  }

  /** Ends the reading: what is left of the text is passed over. */
  private fail(): undefined {
    this.hasFailed = true;
    this.at = this.text.length;
  }

  private skipClosing(bracket: string): void {
    if (this.text[this.at] === bracket) this.at += 1;
    else this.fail();
  }
}

/** Both print names in lower case; these are the ones that records are read by. */
const memberNames: ReadonlyMap<string, string> = new Map(
  [
    'principalId accountId accessKeyId userName invokedBy sessionContext sessionIssuer webIdFederationData sourceIdentity',
    'federatedProvider creationDate mfaAuthenticated identityProvider onBehalfOf userId identityStoreArn credentialId',
    'inScopeOf issuerType credentialsIssuedTo sourceArn sourceAccount ec2RoleDelivery resourceName tlsVersion cipherSuite',
    'clientProvidedHostHeader updatedFields originalRequestID originalEventID invokedByDelegate assumedRoot ARN',
  ]
    .join(' ')
    .split(' ')
    .map((each): [string, string] => [each.toLowerCase(), each])
    .filter(([lower]) => lower !== 'arn'),
);

function memberName(printed: string): string {
  return memberNames.get(printed) ?? printed;
}
