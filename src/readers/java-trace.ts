/** Stack traces of the JVM: the message, the causes, the user's own frames. */

// "	at com.example.shop.BasketTest.helper(BasketTest.java:28)"
const FRAME = /^\s+at (?:[\w.]+\/)*(?:[\w.@]+\/)?(?<method>[\w.$<>]+)\((?<place>[^)]*)\)/;
const FOREIGN =
  /^(?:java|javax|jdk|sun|com\.sun|kotlin|scala|groovy|org\.(?:junit|opentest4j|hamcrest|assertj|testng|mockito|apache\.maven|codehaus|gradle|springframework|spockframework|eclipse))\b|^(?:junit|worker\.org\.gradle)\./;
// "	... 3 more"
const MORE = /^\s+\.\.\. \d+ (?:more|common frames omitted)/;

export interface Trace {
  /** "BasketTest.java:28" of the first frame in the user's code. */
  readonly place?: string;
  readonly lines: readonly string[];
}

/** Frames of foreign code go; of the user's, the first ones stay under each cause. */
export function traceOf(lines: readonly string[], frames = 3): Trace {
  const kept: string[] = [];
  let place: string | undefined;
  let shown = 0;
  for (const line of lines) {
    const frame = FRAME.exec(line)?.groups;
    if (!frame && !MORE.test(line)) {
      shown = 0;
      if (line.trim() !== '') kept.push(line);
    } else if (frame && !FOREIGN.test(frame['method'] ?? '')) {
      place ??= /:\d+$/.test(frame['place'] ?? '') ? frame['place'] : undefined;
      if (shown++ < frames) kept.push(line.trim());
    }
  }
  return place === undefined ? { lines: kept } : { place, lines: kept };
}

export function isFrame(line: string): boolean {
  return FRAME.test(line) || MORE.test(line) || /^\s+at \S/.test(line);
}

/** A frame of foreign code, or a count of such. */
export function isForeignFrame(line: string): boolean {
  const method = FRAME.exec(line)?.groups?.['method'];
  return MORE.test(line) || (method !== undefined && FOREIGN.test(method));
}
