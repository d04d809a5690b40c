/** Rows in ascending time, in memory: one typed array a column. */
export interface Series {
  /** Place of the first row that is kept, and one past the last. */
  readonly first: number;
  readonly end: number;
  time(place: number): number;
  /** A figure of a row; not a number where there is no such row. */
  value(column: number, place: number): number;
  /** Place of the first row at or after a moment. */
  from(time: number): number;
  /** Puts a row where its time belongs, behind rows of the same time, and answers its place. Only a late row moves others. */
  insert(time: number, values: readonly number[]): number;
  /** Overwrites a figure. */
  set(column: number, place: number, value: number): void;
  /** Adds to a figure of a row and of all rows after it. */
  add(column: number, place: number, by: number): void;
  /** Forgets the rows before a moment. */
  trim(before: number): void;
  /** Forgets the oldest rows beyond so many. */
  keepLast(rows: number): void;
}

const leastRows = 64;

/** A series of `width` figures beside the time. Grows by doubling; places change when it is trimmed, so none is kept over a call of it. */
export function createSeries(width: number): Series {
  let columns = Array.from({ length: width + 1 }, () => new Float64Array(leastRows));
  let first = 0;
  let end = 0;
  const times = (): Float64Array => columns[0] ?? new Float64Array();

  const from = (time: number): number => {
    const all = times();
    let low = first;
    let high = end;
    // Nearly every question is about the newest rows.
    if (end > first && (all[end - 1] ?? 0) < time) return end;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((all[middle] ?? 0) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  const makeRoom = (): void => {
    const kept = end - first;
    // Half of the room is free when much was trimmed: then the rows only move to the front.
    const isFull = kept * 2 > times().length;
    columns = columns.map(column => {
      if (!isFull) return column.copyWithin(0, first, end);
      const next = new Float64Array(column.length * 2);
      next.set(column.subarray(first, end));
      return next;
    });
    first = 0;
    end = kept;
  };

  return {
    get first() {
      return first;
    },
    get end() {
      return end;
    },
    time: place => times()[place] ?? Number.NaN,
    value: (column, place) => columns[column + 1]?.[place] ?? Number.NaN,
    from,
    insert(time, values) {
      if (end === times().length) makeRoom();
      let place = from(time);
      while (place < end && times()[place] === time) place += 1;
      if (place < end) for (const column of columns) column.copyWithin(place + 1, place, end);
      times()[place] = time;
      for (let column = 0; column < width; column += 1) {
        const cells = columns[column + 1];
        if (cells !== undefined) cells[place] = values[column] ?? Number.NaN;
      }
      end += 1;
      return place;
    },
    set(column, place, value) {
      const cells = columns[column + 1];
      if (cells !== undefined) cells[place] = value;
    },
    add(column, place, by) {
      const cells = columns[column + 1];
      if (cells !== undefined) for (let row = place; row < end; row += 1) cells[row] = (cells[row] ?? 0) + by;
    },
    trim(before) {
      first = from(before);
    },
    keepLast(rows) {
      first = Math.max(first, end - rows);
    },
  };
}

/** Place of the last row at or before a moment. */
export function lastUpTo(series: Series, time: number): number | undefined {
  let place = series.from(time);
  while (place < series.end && series.time(place) === time) place += 1;
  return place > series.first ? place - 1 : undefined;
}

/** Time of the first row at or after a moment; infinity without one. */
export function timeFrom(series: Series, time: number): number {
  const place = series.from(time);
  return place < series.end ? series.time(place) : Infinity;
}

/** Puts a row in the place of the one of the same time, or where it belongs. */
export function putAt(series: Series, time: number, values: readonly number[]): void {
  const place = series.from(time);
  if (place === series.end || series.time(place) !== time) series.insert(time, values);
  else for (const [column, value] of values.entries()) series.set(column, place, value);
}
