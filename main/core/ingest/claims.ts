// Files that several sources lead to: each is asked for once, and in another way only where the first one is refused.

type Claim<Way> = { readonly spares: Way[]; readonly isRefused: boolean };

export class Claims<Way> {
  private readonly claims = new Map<string, Claim<Way>>();

  /** Whether somebody asks for the file, or has asked for it in vain. */
  has(path: string): boolean {
    return this.claims.has(path);
  }

  /** Whether this is the way to take now; if not it is kept, in case the others are refused. */
  isNext(path: string, way: Way): boolean {
    const claim = this.claims.get(path);
    if (claim?.isRefused === false) {
      claim.spares.push(way);
      return false;
    }
    this.claims.set(path, { spares: [], isRefused: false });
    return true;
  }

  done(path: string): void {
    this.claims.delete(path);
  }

  /** The way to take instead, if another is known by now. */
  refused(path: string, isOpen: (way: Way) => boolean): Way | undefined {
    const claim = this.claims.get(path);
    if (claim === undefined) return undefined;
    const at = claim.spares.findIndex(isOpen);
    const next = at === -1 ? undefined : claim.spares[at];
    const spares = at === -1 ? [] : claim.spares.slice(at + 1);
    this.claims.set(path, { spares, isRefused: next === undefined });
    return next;
  }
}
