// Names and places of several traces under one set of ids, so that events of two runs compare as numbers.

export interface Place {
  /** Absolute path, as the first trace that mentioned it spells it. */
  readonly file: string;
  readonly row: number;
  readonly endRow: number;
  readonly function: string;
}

export interface Dictionary {
  name(id: number): string;
  /** Null for place 0, which stands for no user line. */
  place(id: number): Place | null;
  internName(text: string): number;
  /** Two places are one when file (below the root of its run), row and function agree. */
  internPlace(place: Place, root: string | null): number;
}

export function createDictionary(): Dictionary {
  const names = [''];
  const places: (Place | null)[] = [null];
  const nameIds = new Map<string, number>();
  const placeIds = new Map<string, number>();
  return {
    name: (id) => names[id] ?? '',
    place: (id) => places[id] ?? null,
    internName(text) {
      let id = nameIds.get(text);
      if (id === undefined) {
        id = names.push(text) - 1;
        nameIds.set(text, id);
      }
      return id;
    },
    internPlace(place, root) {
      const inside = root !== null && place.file.startsWith(`${root}/`);
      const file = inside ? `./${place.file.slice(root.length + 1)}` : place.file;
      const key = JSON.stringify([file, place.row, place.function]);
      let id = placeIds.get(key);
      if (id === undefined) {
        id = places.push(place) - 1;
        placeIds.set(key, id);
      }
      return id;
    },
  };
}

/** The stream that a seed or a draw belongs to: what stands before the colon of its name. */
export function streamOf(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(0, colon);
}

/** The call itself, for a person: what stands after the colon. */
export function callOf(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
